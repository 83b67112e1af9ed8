-- Guests, and seats in rows: what is claimed needs a lemma about two guests, a row and a seat.
const GUESTS: 2;
type
  guest: scalarset(GUESTS);
  row: scalarset(2);
  seat: scalarset(2);
var
  asked: array [guest] of array [row] of array [seat] of boolean;
  sits: array [guest] of array [row] of array [seat] of boolean;
  is_taken: array [row] of array [seat] of boolean;

startstate
  for r: row do
    for s: seat do
      is_taken[r][s] := false;
      for g: guest do
        asked[g][r][s] := false;
        sits[g][r][s] := false;
      end;
    end;
  end;
end;

ruleset g: guest; r: row; s: seat do
  rule "ask" !is_taken[r][s] ==> is_taken[r][s] := true; asked[g][r][s] := true; end;
  rule "sit" asked[g][r][s] ==> asked[g][r][s] := false; sits[g][r][s] := true; end;
  rule "leave" sits[g][r][s] ==> sits[g][r][s] := false; is_taken[r][s] := false; end;
end;

invariant "one on a seat"
  forall g: guest; h: guest; r: row; s: seat do g != h -> !(sits[g][r][s] & sits[h][r][s]) end;
