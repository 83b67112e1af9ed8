var x: 0 .. 1;
startstate x := y; end;
rule x = 0 ==> x := z; end;
