// Command cluster runs three servers on one replicated PostgreSQL under load, breaks everything
// around them, and checks that nothing acknowledged was lost.
package main

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

func main() {
	var o options
	flag.StringVar(&o.azimuth, "azimuth", "", "the packaged command")
	flag.StringVar(&o.postgres, "postgres", "", "the directory of PostgreSQL's programs")
	flag.StringVar(&o.mode, "mode", "faults", "faults, rolling, setback or asynchronous")
	flag.DurationVar(&o.length, "duration", 4*time.Minute, "how long faults last")
	flag.Uint64Var(&o.seed, "seed", 0, "of the faults; 0: a new one")
	flag.StringVar(&o.clock, "clock", "", "a library that moves the clock of a server; empty: none")
	flag.IntVar(&o.standbys, "standbys", 2, "of the database; one of them must have a commit")
	flag.StringVar(&o.only, "only", "", "only faults whose names have this text")
	flag.StringVar(&o.dir, "dir", "", "an empty directory for files")
	flag.Parse()
	if o.seed == 0 {
		o.seed = rand.Uint64N(1_000_000) + 1
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "FAILED:", err)
		os.Exit(1)
	}
}

type options struct {
	azimuth  string
	postgres string
	mode     string
	length   time.Duration
	seed     uint64
	clock    string
	standbys int
	only     string
	dir      string
}

func run(o options) error {
	if !slices.Contains([]string{"faults", "rolling", "setback", "asynchronous"}, o.mode) {
		return fmt.Errorf("no mode %s", o.mode)
	}
	lab := &lab{dir: o.dir}
	defer lab.close()
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		<-ended
		lab.close()
		os.Exit(1)
	}()
	if err := lab.start(o); err != nil {
		return err
	}
	if o.mode == "rolling" {
		return lab.rolling()
	}
	if o.mode == "setback" {
		return lab.setBack()
	}
	err := lab.faults(o)
	if o.mode != "asynchronous" {
		return err
	}
	if err == nil {
		return errors.New("an asynchronous standby must lose something, and this was not found")
	}
	if !errors.Is(err, errProblems) {
		return err
	}
	fmt.Println("as it must be: the loss of the asynchronous standby was found")
	return nil
}

// How far the clocks of the servers are ahead in the beginning, in milliseconds: the error of NTP,
// that of a bad one, and none at all. A restart chooses again.
var clocks = []int64{0, 20, 2_000, 600_000}

// lab is all that runs.
type lab struct {
	dir      string
	database *replicated
	azure    *simulator
	nodes    []*node
	load     *load
}

// start starts database, simulator and nodes, and sets them up.
func (l *lab) start(o options) error {
	ports, err := freePorts(1+o.standbys+nodeCount, 20_000+rand.IntN(10_000))
	if err != nil {
		return err
	}
	databases, ports := ports[:1+o.standbys], ports[1+o.standbys:]
	where := filepath.Join(o.dir, "postgresql")
	if err := os.Mkdir(where, 0o755); err != nil {
		return err
	}
	if l.database, err = newReplicated(o.postgres, where, databases, o.mode != "asynchronous"); err != nil {
		return err
	}
	if l.azure, err = startSimulator(o.azimuth, filepath.Join(o.dir, "azure")); err != nil {
		return err
	}
	key := sealKey()
	for i := range nodeCount {
		network, err := newNetwork(databases)
		if err != nil {
			return err
		}
		n := &node{
			number: i, azimuth: o.azimuth, network: network, clock: o.clock,
			dir:     filepath.Join(o.dir, fmt.Sprintf("node%d", i)),
			address: fmt.Sprintf("127.0.0.1:%d", ports[i]),
		}
		n.ahead.Store(clocks[i%len(clocks)])
		l.nodes = append(l.nodes, n)
		if err := n.configure(l.azure.cloud, key); err != nil {
			return err
		}
		if err := n.start(); err != nil {
			return err
		}
	}
	l.load = &load{cluster: newCluster(l.nodes), azure: l.azure, stopped: make(chan struct{})}
	return l.load.open()
}

// open initialises the cluster and waits until all nodes serve.
func (l *load) open() error {
	var first reply
	err := within(time.Minute, "a node can be initialised", func() bool {
		first = l.at(0, request{method: "PUT", path: "sys/init", body: object{
			"recovery_shares": 1, "recovery_threshold": 1,
		}}, patience)
		return first.ok()
	})
	if err != nil {
		return err
	}
	l.root = first.body.text("root_token")
	keys, _ := first.body["recovery_keys"].([]any)
	if len(keys) != 1 {
		return errors.New("the initialisation gave no recovery key")
	}
	l.recovery, _ = keys[0].(string)
	l.watch(nil)
	if err := l.awaitNodes(); err != nil {
		return err
	}
	return l.setUp()
}

func (l *load) awaitNodes() error {
	return within(time.Minute, "all nodes serve", func() bool {
		for i := range l.nodes {
			if !l.healthy[i].Load() {
				return false
			}
		}
		return true
	})
}

func (l *lab) close() {
	for _, n := range l.nodes {
		if p := n.process.Load(); p != nil {
			p.end(syscall.SIGKILL)
		}
		n.network.close()
	}
	if l.azure != nil {
		l.azure.process.end(syscall.SIGKILL)
	}
	if l.database != nil {
		l.database.close()
	}
}
