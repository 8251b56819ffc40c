package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// errProblems is the end of a run that found some.
var errProblems = errors.New("there are problems")

// faults runs the load and the faults, and judges what clients saw.
func (l *lab) faults(o options) error {
	fmt.Printf("seed %d, %s\n", o.seed, o.length)
	load := l.load
	load.startWorkers()
	rotated := make(chan int, 1)
	go func() {
		time.Sleep(o.length / 8)
		rotated <- load.rotateOnce()
	}()
	broken := &faults{lab: l, only: o.only}
	failed := broken.run(o.length, o.seed)
	asked := 0
	if failed == nil {
		asked = <-rotated
		failed = load.awaitNodes()
	}
	load.end()
	if failed != nil {
		l.tails()
		return failed
	}
	wrong := l.verify(asked, enough*o.length.Seconds())
	if broken.cuts() == 0 && o.only == "" {
		wrong = append(wrong, "no commit was broken, so little was proved")
	}
	if len(wrong) > 0 {
		l.show(wrong)
	}
	l.print(broken, o.seed, len(wrong))
	if len(wrong) > 0 {
		return errProblems
	}
	return nil
}

// verify returns what is wrong when everything is whole again.
func (l *lab) verify(rotations int, fewest float64) []string {
	load := l.load
	fmt.Printf("%6.1f s  healed; reading everything\n", time.Since(load.began).Seconds())
	wrong := load.readAll()
	wrong = append(wrong, load.found()...)
	wrong = append(wrong, load.checkRotation(rotations)...)
	wrong = append(wrong, leaks(l.files())...)
	for _, n := range l.nodes {
		wrong = append(wrong, load.unrecorded(n)...)
	}
	fmt.Printf("%6.1f s  judging\n", time.Since(load.began).Seconds())
	wrong = append(wrong, load.history.judge()...)
	wrong = append(wrong, load.history.control()...)
	if _, operations, _ := load.history.size(); float64(operations) < fewest {
		wrong = append(wrong, fmt.Sprintf("%d operations are too few to prove anything", operations))
	}
	return wrong
}

// print shows what was done.
func (l *lab) print(broken *faults, seed uint64, wrong int) {
	table, total := l.load.counts.table()
	subjects, operations, open := l.load.history.size()
	verdict := "nothing acknowledged was lost"
	if wrong > 0 {
		verdict = fmt.Sprintf("%d PROBLEMS", wrong)
	}
	fmt.Printf("operations:\n%s\n", table)
	fmt.Printf("faults: %s, broken commits %d\n", broken.tally.String(), broken.cuts())
	fmt.Printf("starts that were repeated, since the database was away: %d\n", l.restarts())
	fmt.Printf("answers 503 of nodes without the new root key: %d\n", l.load.behind.Load())
	fmt.Printf("history: %d operations of %s\n", operations, subjects)
	fmt.Printf("  %d of them may have happened at any time, or not\n", open)
	fmt.Printf("seed %d: %d requests acknowledged, %d refused with 503, %d not connected, %d unknown: %s\n",
		seed, total[answered], total[unavailable], total[unsent], total[unknown], verdict)
}

// readAll reads everything once more at the end. All of it must be answered.
func (l *load) readAll() []string {
	l.stopped = make(chan struct{})
	_, before := l.counts.table()
	var steps []func()
	for _, s := range []*secrets{l.versioned, l.plain} {
		for i, key := range s.all {
			steps = append(steps, func() { s.readAgain(key, i%len(l.nodes)) })
		}
	}
	for i, t := range l.observed.all {
		steps = append(steps, func() { l.look(t, i%len(l.nodes)) })
	}
	todo := make(chan func())
	for range 16 {
		l.working.Add(1)
		go func() {
			defer l.working.Done()
			for step := range todo {
				step()
			}
		}()
	}
	for _, step := range steps {
		todo <- step
	}
	close(todo)
	l.working.Wait()
	_, after := l.counts.table()
	if lost := len(steps) - (after[answered] - before[answered]); lost > 0 {
		return []string{fmt.Sprintf("%d of the last reads were not answered", lost)}
	}
	return nil
}

func (l *lab) restarts() (restarts int64) {
	for _, n := range l.nodes {
		restarts += n.restarts.Load()
	}
	return restarts
}

func (l *lab) files() []string {
	var files []string
	for _, n := range l.nodes {
		files = append(files, n.log(), n.audit())
	}
	return files
}

const (
	mostShown = 12
	enough    = 20 // operations a second; a machine with two processors does a hundred
)

func (l *lab) show(wrong []string) {
	for i, one := range wrong {
		if i == mostShown {
			fmt.Fprintf(os.Stderr, "... and %d more\n", len(wrong)-mostShown)
			break
		}
		fmt.Fprintln(os.Stderr, "PROBLEM:", one)
	}
	l.tails()
}

func (l *lab) tails() {
	for _, n := range l.nodes {
		text, _ := os.ReadFile(n.log())
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		fmt.Fprintf(os.Stderr, "== the end of %s:\n%s\n", n.log(), strings.Join(lines[max(0, len(lines)-25):], "\n"))
	}
}
