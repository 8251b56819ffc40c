package main

import (
	"bytes"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	nodeCount = 3
	tenant    = "11111111-1111-1111-1111-111111111111"
	audience  = "https://management.azure.com/"
)

// node is one Azimuth server.
type node struct {
	number   int
	azimuth  string
	dir      string
	address  string
	network  *network
	clock    string       // the library that moves its clock; empty: the clock stays
	ahead    atomic.Int64 // by how many milliseconds, from its next start on
	process  atomic.Pointer[process]
	restarts atomic.Int64 // after it ended by itself
}

// simulator is the simulated Azure.
type simulator struct {
	process *process
	address string
	client  *http.Client
	cloud   string // the block for the servers' configuration
}

func startSimulator(azimuth, dir string) (*simulator, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	log := filepath.Join(dir, "simulator.log")
	command := exec.Command(azimuth, "azure-simulator", "--address", "127.0.0.1:0",
		"--metadata-address", "127.0.0.1:0", "--dir", dir)
	process, err := startProcess(command, log)
	if err != nil {
		return nil, err
	}
	s := &simulator{process: process}
	err = within(60*time.Second, "the simulator is ready", func() bool {
		text, _ := os.ReadFile(log)
		return bytes.Contains(text, []byte("simulator ready"))
	})
	if err != nil {
		return nil, err
	}
	cloud, err := os.ReadFile(filepath.Join(dir, "cloud.hcl"))
	if err != nil {
		return nil, err
	}
	s.cloud = string(cloud)
	found := regexp.MustCompile(`resource_manager *= *"(https://[^/"]+)`).FindStringSubmatch(s.cloud)
	if found == nil {
		return nil, errors.New("cloud.hcl has no resource_manager")
	}
	s.address = found[1]
	// It is on this machine, and its certificate is new with each start.
	s.client = &http.Client{
		Timeout:   20 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, MaxIdleConnsPerHost: 16},
	}
	return s, nil
}

// ask sends a steering request; nil fields make it a GET.
func (s *simulator) ask(path string, fields any) (object, error) {
	method, body := http.MethodGet, []byte(nil)
	if fields != nil {
		method = http.MethodPost
		body, _ = json.Marshal(fields)
	}
	request, err := http.NewRequest(method, s.address+"/_simulator/"+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var answer object
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, fmt.Errorf("simulator, %s: %d: %w", path, response.StatusCode, err)
	}
	return answer, nil
}

// jwt makes a token of machine web-1 with another object id.
func (s *simulator) jwt(principal string) (string, error) {
	answer, err := s.ask("mint", object{
		"machine": "web-1", "resource": audience, "claims": object{"oid": principal, "sub": principal},
	})
	if err != nil {
		return "", err
	}
	return answer.text("access_token"), nil
}

// configure writes the configuration of a node. All have the same key of the seal.
func (n *node) configure(cloud string, key []byte) error {
	if err := os.Mkdir(n.dir, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(n.dir, "seal.key"), key, 0o600); err != nil {
		return err
	}
	text := fmt.Sprintf(`listener "tcp" {
  address     = "%s"
  tls_disable = true
}
storage "postgresql" {
  connection_url = "postgres://postgres@%s/postgres?sslmode=disable&connect_timeout=2"
}
seal "static" {
  current_key_id = "1"
  current_key    = "file://%s"
}
audit_directory = "audit"
shutdown_delay  = "1s"
api_addr        = "http://%s"
`, n.address, n.network.hosts(), filepath.Join(n.dir, "seal.key"), n.address) + cloud
	return os.WriteFile(filepath.Join(n.dir, "azimuth.hcl"), []byte(text), 0o600)
}

func sealKey() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	return key
}

// start starts the node, and again when it ends by itself, as systemd and Kubernetes do: a node
// does not start while the database is away.
func (n *node) start() error {
	command := exec.Command(n.azimuth, "server", "--config", filepath.Join(n.dir, "azimuth.hcl"))
	if n.clock != "" {
		command.Env = append(os.Environ(),
			"LD_PRELOAD="+n.clock, fmt.Sprintf("CLOCK_AHEAD_MS=%d", n.ahead.Load()))
	}
	process, err := startProcess(command, n.log())
	if err != nil {
		return err
	}
	n.process.Store(process)
	go func() {
		<-process.ended
		if process.asked.Load() {
			return
		}
		n.restarts.Add(1)
		time.Sleep(time.Second)
		_ = n.start() // a node that is missing fails the run later
	}()
	return nil
}

func (n *node) log() string { return filepath.Join(n.dir, "server.log") }

func (n *node) audit() string { return filepath.Join(n.dir, "audit", "record.log") }

func (n *node) url() string { return "http://" + n.address }

// restart ends the node by a signal and starts it again after the pause.
func (n *node) restart(signal syscall.Signal, pause time.Duration) error {
	n.process.Load().end(signal)
	time.Sleep(pause)
	return n.start()
}
