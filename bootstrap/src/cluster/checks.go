package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/anishathalye/porcupine"
)

// How long the checker may think about one subject. Their histories are short, so it needs
// milliseconds.
const checkPatience = 30 * time.Second

// judge checks the history of each subject, and returns what is wrong.
func (h *history) judge() []string {
	var wrong []string
	var mu sync.Mutex
	var group sync.WaitGroup
	waiting := make(chan *subject)
	for range 2 {
		group.Add(1)
		go func() {
			defer group.Done()
			for s := range waiting {
				if problem := s.judge(); problem != "" {
					mu.Lock()
					wrong = append(wrong, problem)
					mu.Unlock()
				}
			}
		}()
	}
	for _, s := range h.subjects {
		waiting <- s
	}
	close(waiting)
	group.Wait()
	slices.Sort(wrong)
	return wrong
}

func (s *subject) judge() string {
	switch porcupine.CheckOperationsTimeout(*s.model, s.ops, checkPatience) {
	case porcupine.Ok:
		return ""
	case porcupine.Illegal:
		return "not linearizable: " + s.String()
	default:
		return fmt.Sprintf("not decided within %s: %s", checkPatience, s)
	}
}

// control proves that the checker can fail: to real histories it adds what must not be.
func (h *history) control() error {
	kinds := map[*porcupine.Model]bool{}
	for _, s := range h.subjects {
		if kinds[s.model] || s.judge() != "" {
			continue
		}
		doctored, ok := s.doctored()
		if !ok {
			continue
		}
		kinds[s.model] = true
		if doctored.judge() == "" {
			return fmt.Errorf("the checker takes what cannot be: %s", doctored)
		}
	}
	for name, model := range map[string]*porcupine.Model{"KV v2": versionedSecret, "KV v1": value, "tokens": life} {
		if !kinds[model] {
			return fmt.Errorf("no history of %s was good enough for the control", name)
		}
	}
	return nil
}

// doctored is the same history with a stale answer at its end.
func (s *subject) doctored() (*subject, bool) {
	copied := &subject{name: s.name + ", with a stale answer", model: s.model, ops: slices.Clone(s.ops)}
	if s.open > 0 {
		return nil, false
	}
	var stale porcupine.Operation
	var last int64
	acknowledged := 0
	for _, op := range s.ops {
		last = max(last, op.Return)
		switch in := op.Input.(type) {
		case writeVersion:
			if op.Output == true {
				acknowledged++
				if acknowledged == 1 {
					stale = porcupine.Operation{Input: readVersion{}, Output: version{in.cas + 1, in.value}}
				}
			}
		case writeValue:
			acknowledged++
			if acknowledged == 1 && in != "" {
				stale = porcupine.Operation{Input: readValue{}, Output: string(in)}
			}
		case revoke:
			acknowledged += 2
			stale = porcupine.Operation{Input: use{}, Output: true}
		}
	}
	if acknowledged < 2 || stale.Input == nil {
		return nil, false
	}
	stale.Call, stale.Return = last+1, last+2
	copied.ops = append(copied.ops, stale)
	return copied, true
}

// leaks returns the lines of the files that show what looks like a token.
func leaks(files []string) []string {
	var found []string
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			found = append(found, err.Error())
			continue
		}
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			if at := tokens.FindIndex(lines.Bytes()); at != nil {
				found = append(found, fmt.Sprintf("%s shows what looks like a token: %.60s…", name, lines.Bytes()[:at[0]]))
			}
		}
		file.Close()
	}
	return found
}
