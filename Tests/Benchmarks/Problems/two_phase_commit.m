-- Two-phase commit with any number of participants, by count.
-- expect: commit and abort exclude each other=proved, a commit was everyone's wish=proved
type count: 0 .. (1 << 32) - 1;
var all, working, prepared, refused, committed, aborted: count;
    decision: enum { NONE, COMMIT, ABORT };

ruleset n: 1 .. (1 << 32) - 1 do
  startstate begin
    all := n; working := n; prepared := 0; refused := 0; committed := 0; aborted := 0; decision := NONE;
  end;
end;

rule "prepare" working > 0 ==> begin working := working - 1; prepared := prepared + 1; end;
rule "refuse" working > 0 ==> begin working := working - 1; refused := refused + 1; aborted := aborted + 1; end;
rule "decide to commit" decision = NONE & prepared = all ==> begin decision := COMMIT; end;
rule "decide to abort" decision = NONE ==> begin decision := ABORT; end;
rule "commit" decision = COMMIT & prepared > 0 ==> begin prepared := prepared - 1; committed := committed + 1; end;
rule "abort" decision = ABORT & prepared > 0 ==> begin prepared := prepared - 1; aborted := aborted + 1; end;

invariant "commit and abort exclude each other" committed = 0 | aborted = 0;
invariant "a commit was everyone's wish" committed > 0 -> refused = 0;
