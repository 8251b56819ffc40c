package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
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
	began := time.Now()
	defer func() {
		if took := time.Since(began); took > checkPatience/10 {
			fmt.Printf("the check of %s took %s\n", s.name, took)
		}
	}()
	switch porcupine.CheckOperationsTimeout(*s.model, s.ops, checkPatience) {
	case porcupine.Ok:
		return ""
	case porcupine.Illegal:
		return "not linearizable: " + s.String()
	default:
		return fmt.Sprintf("not decided within %s: %s", checkPatience, s)
	}
}

// control proves that the checker can fail: to histories of each kind it adds a stale answer.
func (h *history) control() []string {
	var wrong []string
	controlled := map[string]int{}
	for _, s := range h.subjects {
		controlled[s.kind] += 0
		if controlled[s.kind] == 3 || s.open > 0 || s.judge() != "" {
			continue
		}
		stale, ok := s.staleAnswer()
		if !ok {
			continue
		}
		doctored := &subject{kind: s.kind, name: s.name + ", with a stale answer", model: s.model}
		doctored.ops = append(slices.Clone(s.ops), stale)
		controlled[s.kind]++
		if doctored.judge() == "" {
			wrong = append(wrong, fmt.Sprintf("the checker takes what cannot be: %s", doctored))
		}
	}
	for kind, times := range controlled {
		if times == 0 {
			wrong = append(wrong, "no history is good enough for the control: "+kind)
		}
	}
	return wrong
}

// staleAnswer is one that comes after all others, and was right before the last of them.
func (s *subject) staleAnswer() (porcupine.Operation, bool) {
	var stale porcupine.Operation
	var end int64
	written := int64(-1) // when the first write was answered
	superseded := false
	for _, op := range s.ops {
		end = max(end, op.Return)
		var answer porcupine.Operation
		switch in := op.Input.(type) {
		case writeVersion:
			if op.Output == false {
				continue
			}
			answer = porcupine.Operation{Input: readVersion{}, Output: version{in.cas + 1, in.value}}
		case writeValue:
			if in == "" && written < 0 {
				continue // it may be deleted again
			}
			answer = porcupine.Operation{Input: readValue{}, Output: string(in)}
		case writeChoice: // one writer: its last choice holds
			stale, superseded = porcupine.Operation{Input: readChoice(in), Output: false}, true
			continue
		case revoke:
			stale, superseded = porcupine.Operation{Input: use{}, Output: true}, true
			continue
		case use:
			if op.Output == false { // nothing is left
				stale, superseded = porcupine.Operation{Input: use{}, Output: true}, true
			}
			continue
		default:
			continue
		}
		if written < 0 {
			stale, written = answer, op.Return
		} else if op.Call > written {
			superseded = true
		}
	}
	stale.Call, stale.Return = end+1, end+2
	return stale, superseded
}

// unrecorded returns the answered requests that are not in the audit file of the node.
func (c *cluster) unrecorded(n *node) []string {
	recorded := map[string]bool{}
	err := eachLine(n.audit(), func(line []byte) {
		if found := answeredID.FindSubmatch(line); found != nil {
			recorded[string(found[1])] = true
		}
	})
	if err != nil {
		return []string{err.Error()}
	}
	var missing []string
	c.ids.Range(func(id, number any) bool {
		if number == n.number && !recorded[id.(string)] {
			missing = append(missing, fmt.Sprintf("node %d answered request %s and did not record it", n.number, id))
		}
		return true
	})
	return missing
}

var answeredID = regexp.MustCompile(`"type":"response".*"request":\{"id":"([0-9a-f-]{36})"`)

func eachLine(name string, look func(line []byte)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		look(lines.Bytes())
	}
	return lines.Err()
}

// leaks returns the lines of the files that show what looks like a token.
func leaks(files []string) []string {
	var found []string
	for _, name := range files {
		err := eachLine(name, func(line []byte) {
			if at := tokens.FindIndex(line); at != nil {
				found = append(found, fmt.Sprintf("%s shows what looks like a token: %.60s…", name, line[:at[0]]))
			}
		})
		if err != nil {
			found = append(found, err.Error())
		}
	}
	return found
}
