-- states: 2
-- firings: 2
/* a comment over
   lines */
var x: boolean; -- and one to the end of the line
startstate begin x := false; end;
rule /* between words */ "--no comment inside a text" begin x := !x; end;
invariant "a comment may end the file" x | !x; /* closed */ -- and this one by its end
