--@ linux 9.1

var count: 0 .. 2;

--@ kernel mm/gup.c grab
procedure grab();
begin
  count := count + 1;
end;

startstate begin count := 0; end;

--@ kernel mm/gup.c pin
--@ kernel mm/swap.c pin in 9.0
rule "pin" count < 2 ==> grab(); end;

--@ kernel mm/gup.c unpin_all proposed
rule "unpin all" count = 2 ==> count := 0; end;
