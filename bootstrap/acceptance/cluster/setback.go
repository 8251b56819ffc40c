package main

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// How many writes the database loses.
const lostWrites = 40

// The paths that the moving policy allows: before the moment to which the database is set back, after
// it, and when all of that is over.
const (
	inPast   = "plain/past"
	inFuture = "plain/future"
	inNew    = "plain/new"
)

// setBack is a restore of the database to a point in time while the servers run. What they were told
// after that point, the lost future, must not count any more.
type setBack struct {
	*lab
	token   string   // of the moving policy, from before the moment
	lost    []string // such tokens of the lost future
	over    atomic.Int64
	granted atomic.Int64 // in the lost future
	refused atomic.Int64 // after it
}

func (l *lab) setBack() error {
	s := &setBack{lab: l}
	if err := s.happen(); err != nil {
		l.tails()
		return err
	}
	if wrong := append(l.load.found(), leaks(l.files())...); len(wrong) > 0 {
		l.show(wrong)
		return fmt.Errorf("%d problems after the database was set back", len(wrong))
	}
	fmt.Printf("the database was set back: %d writes lost, %d times granted by them before, %d times refused since\n",
		lostWrites, s.granted.Load(), s.refused.Load())
	return nil
}

func (s *setBack) happen() error {
	if err := s.before(); err != nil {
		return err
	}
	copied, err := s.database.copy()
	if err != nil {
		return err
	}
	if err := s.after(); err != nil {
		return err
	}
	revision, err := s.revision()
	if err != nil {
		return err
	}
	s.load.stopped = make(chan struct{})
	for i := range s.nodes {
		s.load.work(func() { s.tryEverything(i) })
	}
	err = s.database.setBack(copied, func() { s.over.Store(s.load.now()) })
	if err == nil {
		err = s.heal()
	}
	if err == nil {
		err = s.repeatRevision(revision)
	}
	s.load.end()
	if err == nil {
		err = s.startAgain(0)
	}
	return err
}

// startAgain has a node forget all keys that it knows, and read what each node wrote since.
func (s *setBack) startAgain(number int) error {
	n := s.nodes[number]
	if err := n.restart(syscall.SIGTERM, 0); err != nil {
		return err
	}
	if err := s.load.awaitNodes(); err != nil {
		return err
	}
	for i := range s.nodes {
		got := s.load.at(number, request{method: "GET", path: healed(i), token: s.load.root}, patience)
		if !got.ok() {
			s.load.problem("node %d cannot read what node %d wrote: status %d", number, i, got.status)
		}
	}
	return nil
}

func healed(number int) string { return fmt.Sprint("plain/healed", number) }

func (s *setBack) move(number int, path string, i int) error {
	body := object{"policy": fmt.Sprintf(
		`path "%s" { capabilities = ["read"] } path "plain/%d" { capabilities = ["read"] }`, path, i)}
	return s.write(number, "sys/policies/acl/moving", body)
}

func (s *setBack) write(number int, path string, body object) error {
	_, err := s.answer(number, path, body)
	return err
}

// answer is that of a write at this node, which is repeated until it is confirmed.
func (s *setBack) answer(number int, path string, body object) (got reply, err error) {
	err = within(time.Minute, fmt.Sprintf("node %d writes %s", number, path), func() bool {
		got = s.load.at(number, request{method: "POST", path: path, token: s.load.root, body: body}, patience)
		return got.ok()
	})
	return got, err
}

func (s *setBack) issue(number int) (string, error) {
	got, err := s.answer(number, "auth/token/create", object{"policies": []string{"moving"}, "ttl": "3h"})
	return got.auth().text("client_token"), err
}

// may is whether the token grants a read of the path at this node; known is false when the node could
// not say.
func (s *setBack) may(number int, token, path string) (may, known bool) {
	got := s.load.at(number, request{method: "GET", path: path, token: token}, patience)
	return got.status == 404, got.fate == answered
}

// before makes what exists at the moment to which the database will be set back.
func (s *setBack) before() (err error) {
	if err := s.move(0, inPast, 0); err != nil {
		return err
	}
	s.token, err = s.issue(0)
	return err
}

// after makes the lost future: each node writes a part of it, and remembers all of it. It is encrypted
// with a key that the database loses, too.
func (s *setBack) after() error {
	if err := s.write(0, "sys/rotate", nil); err != nil {
		return err
	}
	for i := range lostWrites {
		number := i % len(s.nodes)
		if i%4 == 3 {
			token, err := s.issue(number)
			if err != nil {
				return err
			}
			s.lost = append(s.lost, token)
		} else if err := s.move(number, inFuture, i); err != nil {
			return err
		}
		for other := range s.nodes {
			for _, token := range append(s.lost, s.token) {
				if may, known := s.may(other, token, inFuture); !may || !known {
					return fmt.Errorf("node %d does not follow the policy after write %d", other, i)
				}
				s.granted.Add(1)
			}
		}
	}
	return nil
}

// tryEverything asks a node again and again for what the lost future allowed. Once the old database
// has ended, each such grant is wrong.
func (s *setBack) tryEverything(number int) {
	for _, token := range append(s.lost, s.token) {
		called := s.load.now()
		may, known := s.may(number, token, inFuture)
		over := s.over.Load()
		switch {
		case over == 0 || called < over || !known:
		case may:
			s.load.problem("node %d granted by what the database has lost", number)
		default:
			s.refused.Add(1)
		}
	}
}

// heal waits until all nodes serve and know what happened, and looks at what each of them has left.
func (s *setBack) heal() error {
	if err := s.load.awaitNodes(); err != nil {
		return err
	}
	for i, n := range s.nodes {
		if err := within(time.Minute, fmt.Sprintf("node %d follows the policy of the past", i), func() bool {
			may, known := s.may(i, s.token, inPast)
			return may && known
		}); err != nil {
			return err
		}
		if err := s.write(i, healed(i), object{"n": i}); err != nil {
			return err
		}
		if count := s.setBacks(n); count < 1 {
			s.load.problem("node %d counts %d times that the database was set back", i, count)
		}
		if n.logs("the database has lost writes") == 0 {
			s.load.problem("the log of node %d does not say that writes were lost", i)
		}
	}
	return nil
}

var setBackTotal = regexp.MustCompile(`(?m)^azimuth_store_set_back_total (\d+)`)

func (s *setBack) setBacks(n *node) int {
	asked, err := http.NewRequest("GET", n.url()+"/v1/sys/metrics?format=prometheus", nil)
	if err != nil {
		return -1
	}
	asked.Header.Set("X-Vault-Token", s.load.root)
	answer, err := s.load.clients[n.number].Do(asked)
	if err != nil {
		return -1
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	found := setBackTotal.FindSubmatch(text)
	if found == nil {
		return -1
	}
	count, _ := strconv.Atoi(string(found[1]))
	return count
}

// revision is the present one of the moving policy.
func (s *setBack) revision() (int, error) {
	answer, err := s.database.sql("SELECT revision FROM azimuth_entry WHERE position('moving'::bytea IN key) > 0")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(answer)
}

// repeatRevision writes the policy until its record has the revision that it had at last in the lost
// future: what a node remembers by the revision alone would come true again.
func (s *setBack) repeatRevision(lost int) error {
	const writer = 1
	for range 20 {
		if _, err := s.database.sql(fmt.Sprintf("SELECT setval('azimuth_revision', %d)", lost-1)); err != nil {
			return err
		}
		if err := s.move(writer, inNew, lost); err != nil {
			return err
		}
		revision, err := s.revision()
		if err != nil {
			return err
		}
		if revision == lost {
			s.everywhere()
			return nil
		}
	}
	return fmt.Errorf("the policy does not get revision %d again", lost)
}

// everywhere checks what the token grants at each node, several times.
func (s *setBack) everywhere() {
	var group sync.WaitGroup
	for i := range s.nodes {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 10 {
				for path, right := range map[string]bool{inPast: false, inFuture: false, inNew: true} {
					if may, known := s.may(i, s.token, path); !known || may != right {
						s.load.problem("node %d says %v, %v to %s", i, may, known, path)
					}
				}
			}
		}()
	}
	group.Wait()
}
