var x: 0..3; y: 1.5; z: real;
startstate begin
  x = 1;
  x := (1 + ;
  if x = 1 x := 2; end;
  x := 1
  x := 2;
  ; x := 3;
end;
rule "chain" x < 1 < 2 ==> begin x := 0; end;
rule "ternary" x = 1 ? true : x = 2 ? true : false ==> begin x := 0; end;
rule "no begin" x := 1; end;
rule begin if x = 1 then x := 2; endwhile; end;
$ § 
invariant "never closed
