// Command go-generated-client drives a fresh server with vault-client-go, the client that HashiCorp
// generates from Vault's OpenAPI document. It encodes the slashes of each parameter of a path.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"

	"github.com/hashicorp/vault-client-go"
)

var ctx = context.Background()

// A session is the client and what its calls hand to later ones.
type session struct {
	*vault.Client
	key, token, wrapped, accessor, entity string
}

func main() {
	s := &session{Client: must(vault.New(vault.WithEnvironment()))}
	failed := 0
	for _, each := range calls {
		if problem := s.problem(each); problem != "" {
			failed++
			fmt.Printf("FAILED: %s: %s\n", each.name, problem)
		} else {
			fmt.Println("ok:", each.name)
		}
	}
	fmt.Printf("go-generated: %d of %d calls\n", len(calls)-failed, len(calls))
	if failed > 0 {
		os.Exit(1)
	}
}

// What is wrong with the call; empty if its answer is right.
func (s *session) problem(each call) (problem string) {
	defer func() {
		if panicked := recover(); panicked != nil {
			problem = fmt.Sprint(panicked)
		}
	}()
	if !each.right(s) {
		return "the answer is not right"
	}
	return ""
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// The typed data of an answer.
func data[T any](answer *vault.Response[T], err error) T {
	return must(answer, err).Data
}

func login[T any](answer *vault.Response[T], err error) *vault.ResponseAuth {
	return must(answer, err).Auth
}

func wrapping[T any](answer *vault.Response[T], err error) *vault.ResponseWrapInfo {
	return must(answer, err).WrapInfo
}

// Whether the call, which answers nothing of interest, succeeded.
func done[T any](answer *vault.Response[T], err error) bool {
	must(answer, err)
	return true
}

func refused[T any](status int) func(*vault.Response[T], error) bool {
	return func(_ *vault.Response[T], err error) bool { return vault.IsErrorStatus(err, status) }
}

// The token that Entra ID gave to the simulated machine.
func machineToken() string {
	const path = "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=" + audience
	request := must(http.NewRequest(http.MethodGet, "http://"+os.Getenv("AZIMUTH_METADATA_ADDRESS")+path, nil))
	request.Header.Set("Metadata", "true")
	answer := must(http.DefaultClient.Do(request))
	defer answer.Body.Close()
	var granted struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&granted); err != nil {
		panic(err)
	}
	return granted.AccessToken
}

// An issuer of JWTs of its own.
type issuer struct{ key *ecdsa.PrivateKey }

func newIssuer() issuer {
	return issuer{must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))}
}

func (i issuer) publicKey() string {
	encoded := must(x509.MarshalPKIXPublicKey(&i.key.PublicKey))
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: encoded}))
}

func (i issuer) sign(claims map[string]any) string {
	part := func(value any) string { return base64.RawURLEncoding.EncodeToString(must(json.Marshal(value))) }
	signed := part(map[string]string{"alg": "ES256", "typ": "JWT"}) + "." + part(claims)
	hash := sha256.Sum256([]byte(signed))
	r, s, err := ecdsa.Sign(rand.Reader, i.key, hash[:])
	signature := make([]byte, 64)
	must(r, err).FillBytes(signature[:32])
	s.FillBytes(signature[32:])
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}
