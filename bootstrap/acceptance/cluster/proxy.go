package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The procedure by which a server commits.
var commitCall = []byte("azimuth_commit_group")

const mostMessage = 64 << 20

// network is what one server reaches the databases through.
type network struct {
	proxies  []*proxy
	cutParts atomic.Int64 // of 1,000 commits, so many break
	away     atomic.Bool  // nothing gets through
	cuts     atomic.Int64
}

// proxy passes connections to one database.
type proxy struct {
	network  *network
	listener net.Listener
	target   string
	mu       sync.Mutex
	open     map[net.Conn]struct{}
}

func newNetwork(targets []int) (*network, error) {
	n := &network{}
	for _, port := range targets {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		one := &proxy{
			network:  n,
			listener: listener,
			target:   fmt.Sprintf("127.0.0.1:%d", port),
			open:     map[net.Conn]struct{}{},
		}
		n.proxies = append(n.proxies, one)
		go one.serve()
	}
	return n, nil
}

// hosts are the addresses as a connection URL lists them.
func (n *network) hosts() string {
	var all []string
	for _, p := range n.proxies {
		all = append(all, p.listener.Addr().String())
	}
	return strings.Join(all, ",")
}

// separate breaks all connections and refuses new ones, until it is called with false.
func (n *network) separate(away bool) {
	n.away.Store(away)
	if away {
		for _, p := range n.proxies {
			p.breakAll()
		}
	}
}

func (n *network) close() {
	for _, p := range n.proxies {
		p.listener.Close()
		p.breakAll()
	}
}

func (p *proxy) breakAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for connection := range p.open {
		connection.Close()
	}
}

func (p *proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.pass(client.(*net.TCPConn))
	}
}

func (p *proxy) pass(client *net.TCPConn) {
	defer p.keep(client)()
	if p.network.away.Load() {
		return
	}
	dialed, err := net.DialTimeout("tcp", p.target, 2*time.Second)
	if err != nil {
		return
	}
	database := dialed.(*net.TCPConn)
	defer p.keep(database)()
	link := &link{network: p.network, client: client, database: database}
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		link.answers()
		client.Close()
		database.Close()
	}()
	link.requests()
	client.Close()
	database.Close()
	<-answered
}

func (p *proxy) keep(connection net.Conn) (forget func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[connection] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.open, connection)
		connection.Close()
	}
}

// link is one connection of a server to a database. It follows the messages of PostgreSQL's
// protocol, to know when a commit has gone out and its answer has not come back.
type link struct {
	network    *network
	client     *net.TCPConn
	database   *net.TCPConn
	statements map[string]bool // prepared ones, whether they commit
	mute       atomic.Bool     // answers are dropped
}

// How a commit breaks.
const (
	cutBefore   = iota // nothing of it reaches the database
	cutWithin          // a part of it does
	cutAfter           // all of it does, and the connection breaks
	cutLater           // ... and the connection breaks when the database has had time to commit
	cutSilently        // ... and the connection stays, without any answer
	cutKinds
)

func (l *link) answers() {
	buffer := make([]byte, 64<<10)
	for {
		n, err := l.database.Read(buffer)
		if n > 0 && !l.mute.Load() {
			if _, err := l.client.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (l *link) requests() {
	in := bufio.NewReaderSize(l.client, 64<<10)
	if l.startup(in) != nil {
		return
	}
	l.statements = map[string]bool{}
	var waiting bytes.Buffer
	commits := false
	for {
		kind, body, err := message(in, &waiting)
		if err != nil {
			return
		}
		switch kind {
		case 'P': // Parse: the statement's name and its text
			if name, text, found := bytes.Cut(body, []byte{0}); found {
				l.statements[string(name)] = bytes.Contains(text, commitCall)
			}
		case 'B': // Bind: the portal's name and the statement's
			if _, rest, found := bytes.Cut(body, []byte{0}); found {
				name, _, _ := bytes.Cut(rest, []byte{0})
				commits = commits || l.statements[string(name)]
			}
		}
		if kind != 'S' && in.Buffered() > 0 {
			continue
		}
		if kind == 'S' && commits {
			commits = false
			if rand.Int64N(1000) < l.network.cutParts.Load() {
				l.cut(waiting.Bytes())
				return
			}
		}
		if _, err := l.database.Write(waiting.Bytes()); err != nil {
			return
		}
		waiting.Reset()
	}
}

// startup passes what comes before typed messages.
func (l *link) startup(in *bufio.Reader) error {
	const protocol3 = 3 << 16
	for {
		head, err := in.Peek(8)
		if err != nil {
			return err
		}
		length, code := binary.BigEndian.Uint32(head), binary.BigEndian.Uint32(head[4:])
		if length > 10_000 {
			return errors.New("no startup message")
		}
		if _, err := io.CopyN(l.database, in, int64(length)); err != nil {
			return err
		}
		if code == protocol3 {
			return nil
		}
	}
}

// message reads one message and appends all of it to the bytes that wait.
func message(in *bufio.Reader, waiting *bytes.Buffer) (kind byte, body []byte, err error) {
	head, err := in.Peek(5)
	if err != nil {
		return 0, nil, err
	}
	kind, length := head[0], int(binary.BigEndian.Uint32(head[1:]))
	if length < 4 || length > mostMessage {
		return 0, nil, errors.New("no message")
	}
	start := waiting.Len()
	if _, err := io.CopyN(waiting, in, int64(length)+1); err != nil {
		return 0, nil, err
	}
	return kind, waiting.Bytes()[start+5:], nil
}

func (l *link) cut(call []byte) {
	l.network.cuts.Add(1)
	kind := rand.IntN(cutKinds)
	if kind == cutSilently && rand.IntN(4) > 0 {
		kind = cutLater // it costs the server ten seconds
	}
	l.mute.Store(true)
	switch kind {
	case cutBefore:
	case cutWithin:
		_, _ = l.database.Write(call[:len(call)/2])
	default:
		_, _ = l.database.Write(call)
	}
	switch kind {
	case cutLater:
		time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
	case cutSilently:
		_, _ = io.Copy(io.Discard, l.client) // until the server gives up
	}
	if rand.IntN(2) == 0 {
		_ = l.client.SetLinger(0) // a reset instead of an orderly end
	}
}
