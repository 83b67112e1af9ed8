var x: boolean;
startstate x := true; end;
/* The end of this comment is missing,
invariant "swallowed" !x;
   /* so that it ends here. */
-- ^^ warning P2P507: `/*` within a comment
--    2 up, `/*`: the comment begins here
--    help: comments do not nest; close the first one where it should end
rule "ring" x ==> x := !x; end; /* // and -- do not matter in a comment */
/************ nor do stars ***********/
invariant "swallowed too" x; /* This one never ends:
--                           ^^ error P2P108: this comment has no closing `*/`
--    help: close it, or everything to the end of the file is part of it
invariant "swallowed as well" !x;
