var x: boolean;
startstate x := true; end;
/* The end of this comment is missing,
invariant "swallowed" !x;
   /* so that it ends here. */
rule "ring" x ==> x := !x; end; /* // and -- do not matter in a comment */
/************ nor do stars ***********/
invariant "swallowed too" x; /* This one never ends:
invariant "swallowed as well" !x;
