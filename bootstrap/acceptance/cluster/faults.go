package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"time"
)

// faults break things in an order that the seed gives: on one track the nodes, on another the
// database, on a third the connections between them.
type faults struct {
	*lab
	only  string // what the names of the faults have
	tally tally
	end   time.Time
}

// fault is something that breaks, and is whole again when it returns.
type fault struct {
	name   string
	weight int
	happen func(random *rand.Rand) error
}

// track lets faults happen one after another until the time is over.
func (f *faults) track(random *rand.Rand, most time.Duration, kinds []fault) error {
	var chosen []fault
	for _, kind := range kinds {
		for range kind.weight {
			if strings.Contains(kind.name, f.only) {
				chosen = append(chosen, kind)
			}
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	for {
		time.Sleep(time.Second + time.Duration(random.Int64N(int64(most))))
		if time.Now().After(f.end) {
			return nil
		}
		kind := chosen[random.IntN(len(chosen))]
		fmt.Printf("%6.1f s  %s\n", time.Since(f.load.began).Seconds(), kind.name)
		if err := kind.happen(random); err != nil {
			return fmt.Errorf("%s: %w", kind.name, err)
		}
		f.tally.add(kind.name)
	}
}

// run lets faults happen for so long, and returns when everything is whole again.
func (f *faults) run(length time.Duration, seed uint64) error {
	f.end = time.Now().Add(length)
	errors := make(chan error)
	random := func(track uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, track)) }
	go func() { errors <- f.track(random(1), 5*time.Second, f.ofNodes()) }()
	go func() { errors <- f.track(random(2), 8*time.Second, f.ofDatabase()) }()
	go func() { errors <- f.track(random(3), 6*time.Second, f.ofConnections()) }()
	var first error
	for range 3 {
		if err := <-errors; err != nil && first == nil {
			first = err
		}
	}
	return first
}

// victim is some node; in half of the cases the one that leads.
func (f *faults) victim(random *rand.Rand) *node {
	number := random.IntN(len(f.nodes))
	if random.IntN(2) == 0 {
		for i := range f.nodes {
			if !f.load.healthy[i].Load() {
				continue
			}
			r := f.load.at(i, request{method: "GET", path: "sys/leader"}, time.Second)
			if leads, _ := r.body["is_self"].(bool); leads {
				number = i
			}
		}
	}
	return f.nodes[number]
}

func (f *faults) ofNodes() []fault {
	restart := func(signal syscall.Signal) func(*rand.Rand) error {
		return func(random *rand.Rand) error {
			n := f.victim(random)
			n.ahead.Store(clocks[random.IntN(len(clocks))])
			if err := n.restart(signal, time.Duration(random.IntN(3000))*time.Millisecond); err != nil {
				return err
			}
			return f.awaitNode(n)
		}
	}
	return []fault{
		{"node killed", 4, restart(syscall.SIGKILL)},
		{"node ended orderly", 1, restart(syscall.SIGTERM)},
		{"node stopped for 25 s", 2, func(random *rand.Rand) error {
			n := f.victim(random)
			n.process.Load().signal(syscall.SIGSTOP)
			time.Sleep(25 * time.Second)
			n.process.Load().signal(syscall.SIGCONT)
			return f.awaitNode(n)
		}},
		{"node stopped during two rekeys", 1, func(random *rand.Rand) error {
			n := f.victim(random)
			n.process.Load().signal(syscall.SIGSTOP)
			return f.miss(n, func() { n.process.Load().signal(syscall.SIGCONT) })
		}},
		{"node without the database during two rekeys", 1, func(random *rand.Rand) error {
			n := f.victim(random)
			n.network.separate(true)
			return f.miss(n, func() { n.network.separate(false) })
		}},
		{"node without the database", 2, func(random *rand.Rand) error {
			n := f.victim(random)
			n.network.separate(true)
			time.Sleep(time.Second + time.Duration(random.IntN(19))*time.Second)
			n.network.separate(false)
			return f.awaitNode(n)
		}},
	}
}

// awaitNode waits until the node serves. While the database is away, none does.
func (f *faults) awaitNode(n *node) error {
	return within(2*time.Minute, fmt.Sprintf("node %d serves again", n.number), func() bool {
		return f.load.healthy[n.number].Load()
	})
}

func (f *faults) ofDatabase() []fault {
	restart := func(signal syscall.Signal) func(*rand.Rand) error {
		return func(*rand.Rand) error { return f.database.restart(signal) }
	}
	failOver := func(signal syscall.Signal) func(*rand.Rand) error {
		return func(*rand.Rand) error { return f.database.failOver(signal) }
	}
	return []fault{
		{"database restarted", 1, restart(syscall.SIGINT)},
		{"database restarted after a crash", 1, restart(syscall.SIGQUIT)},
		{"failover after SIGKILL", 2, failOver(syscall.SIGKILL)},
		{"failover after a crash", 1, failOver(syscall.SIGQUIT)},
		{"standbys restarted", 1, func(*rand.Rand) error {
			return f.database.without(f.database.standbys(), func() error { return nil })
		}},
		{"standbys away", 1, func(random *rand.Rand) error {
			return f.database.without(f.database.standbys(), func() error { return f.readsGoOn(random) })
		}},
		{"one standby away", 2, func(random *rand.Rand) error {
			return f.database.without(f.oneOfTwo(random), f.writesGoOn)
		}},
		{"failover while one standby is away", 1, func(random *rand.Rand) error {
			return f.database.failOverBehind(f.oneOfTwo(random), f.writesGoOn)
		}},
		{"waits for standbys cancelled", 2, func(random *rand.Rand) error {
			return f.database.without(f.database.standbys(), func() error { return f.cancelCommits(random) })
		}},
		{"failover after cancelled waits", 2, func(random *rand.Rand) error {
			defer f.load.history.showsUnconfirmed(f.load.now)()
			return f.database.failOverBehind(f.database.standbys(), func() error { return f.cancelCommits(random) })
		}},
		{"an administrator's lock", 1, func(random *rand.Rand) error {
			return f.database.lock(3 + random.IntN(10))
		}},
	}
}

// oneOfTwo is a standby without which the others still confirm commits; none when there is but one.
func (f *faults) oneOfTwo(random *rand.Rand) []*database {
	standbys := f.database.standbys()
	if len(standbys) == 1 {
		return nil
	}
	one := random.IntN(len(standbys))
	return standbys[one : one+1]
}

// readsGoOn checks that each server that serves answers reads while no write is confirmed. Ten seconds
// pass until a server knows that.
func (f *faults) readsGoOn(random *rand.Rand) error {
	time.Sleep(11*time.Second + time.Duration(random.IntN(8000))*time.Millisecond)
	for i := range f.nodes {
		if !f.load.healthy[i].Load() {
			continue // it is broken in another way
		}
		look := request{method: "GET", path: "auth/token/lookup-self", token: f.load.root}
		if r := f.load.at(i, look, patience); r.fate == unavailable && f.load.healthy[i].Load() {
			f.load.problem("node %d refused a read while the standbys were away: %d %v", i, r.status, r.body["errors"])
		}
	}
	return nil
}

// writesGoOn checks that each server that serves confirms writes while one of two standbys is away. A
// write may wait for a commit that was broken.
func (f *faults) writesGoOn() error {
	for i := range f.nodes {
		write := request{
			operation: "write without a standby", method: "POST", token: f.load.root,
			path: fmt.Sprintf("plain/quorum%d", f.load.next()), body: object{"n": i},
		}
		err := within(40*time.Second, "a write", func() bool {
			return !f.load.healthy[i].Load() || f.load.counted(i, write, patience).ok()
		})
		if err != nil {
			f.load.problem("node %d confirmed no write while one of two standbys was away", i)
		}
	}
	return nil
}

// cancelCommits cancels, for some seconds, each commit that waits for a standby.
func (f *faults) cancelCommits(random *rand.Rand) error {
	for end := time.Now().Add(time.Duration(2+random.IntN(6)) * time.Second); time.Now().Before(end); {
		if err := f.database.cancelWaits(); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
	}
	return nil
}

func (f *faults) ofConnections() []fault {
	return []fault{
		{"time of broken commits", 3, func(random *rand.Rand) error {
			n := f.nodes[random.IntN(len(f.nodes))]
			n.network.cutParts.Store(int64(100 + random.IntN(200)))
			time.Sleep(time.Second + time.Duration(random.IntN(4000))*time.Millisecond)
			n.network.cutParts.Store(0)
			return nil
		}},
		{"connections ended by the database", 1, func(*rand.Rand) error {
			_ = f.database.terminate() // the database may be away
			return nil
		}},
	}
}

func (f *faults) cuts() (cuts int64) {
	for _, n := range f.nodes {
		cuts += n.network.cuts.Load()
	}
	return cuts
}
