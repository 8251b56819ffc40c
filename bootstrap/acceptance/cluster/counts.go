package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// counts are the requests by operation and what became of them.
type counts struct {
	mu  sync.Mutex
	all map[string]*[unknown + 1]int
}

func (c *counts) add(operation string, end fate) {
	if operation == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all == nil {
		c.all = map[string]*[unknown + 1]int{}
	}
	if c.all[operation] == nil {
		c.all[operation] = &[unknown + 1]int{}
	}
	c.all[operation][end]++
}

// table is for the report; total is its sum.
func (c *counts) table() (table string, total [unknown + 1]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var lines []string
	for operation, n := range c.all {
		lines = append(lines, fmt.Sprintf("  %-28s %8d answered %6d refused with 503 %6d not connected %6d unknown",
			operation, n[answered], n[unavailable], n[unsent], n[unknown]))
		for i := range n {
			total[i] += n[i]
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), total
}

// tally counts by name.
type tally struct {
	mu  sync.Mutex
	all map[string]int
}

func (t *tally) add(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all == nil {
		t.all = map[string]int{}
	}
	t.all[name]++
}

func (t *tally) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var parts []string
	for name, n := range t.all {
		parts = append(parts, fmt.Sprintf("%s %d", name, n))
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}
