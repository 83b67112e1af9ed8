-- A pool that nothing ever leaves.
const
  RETURNS: true;

var taken: 0 .. 1;

startstate taken := 0; end;

rule "take" taken = 0 ==> taken := 1; end;

--@ needs false
rule "wait" false ==> taken := 0; end;

--@ needs RETURNS
rule "give back" RETURNS & taken = 1 ==> taken := 0; end;

liveness "everything comes home" taken = 0;
