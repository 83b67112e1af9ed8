#!/bin/sh
# two-hosts.sh COMMAND...: four ranks on two hosts, which are network namespaces with a cable between them; exit code 77 if
# that cannot be made here.
one=p2p$$a two=p2p$$b
trap 'ip netns del $one; ip netns del $two' EXIT 2>/dev/null
{ ip netns add $one && ip netns add $two &&
  ip link add p2p$$ netns $one type veth peer name p2p$$ netns $two &&
  ip -n $one addr add 10.77.0.1/24 dev p2p$$ && ip -n $two addr add 10.77.0.2/24 dev p2p$$ &&
  ip -n $one link set lo up && ip -n $two link set lo up &&
  ip -n $one link set p2p$$ up && ip -n $two link set p2p$$ up; } >/dev/null 2>&1 || exit 77
# What mpirun takes for ssh: HOST COMMAND...
cat > agent.sh <<END
#!/bin/sh
case \$1 in 10.77.0.1) host=$one;; *) host=$two;; esac
shift
exec ip netns exec \$host sh -c "\$*"
END
chmod +x agent.sh
program=$(command -v "$1")
shift
ip netns exec $one timeout 60 mpirun --allow-run-as-root --oversubscribe -n 4 --host 10.77.0.1:2,10.77.0.2:2 \
  --mca plm_rsh_agent "$PWD/agent.sh" --mca btl self,tcp --mca btl_tcp_if_include 10.77.0.0/24 \
  --mca oob_tcp_if_include 10.77.0.0/24 -x XDG_CACHE_HOME "$program" "$@"
