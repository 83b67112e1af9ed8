-- Flow control: credits, frames under way and frames in the receiver's buffer.
-- expect: the buffer does not overflow=proved
type count: 0 .. (1 << 32) - 1;
var slots, credits, flying, stored, returning: count;

ruleset n: count do
  startstate begin slots := n; credits := n; flying := 0; stored := 0; returning := 0; end;
end;

rule "send" credits > 0 ==> begin credits := credits - 1; flying := flying + 1; end;
rule "arrive" flying > 0 ==> begin flying := flying - 1; stored := stored + 1; end;
rule "lose" flying > 0 ==> begin flying := flying - 1; returning := returning + 1; end;
rule "consume" stored > 0 ==> begin stored := stored - 1; returning := returning + 1; end;
rule "return" returning > 0 ==> begin returning := returning - 1; credits := credits + 1; end;

invariant "the buffer does not overflow" stored <= slots;
