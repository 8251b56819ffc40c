package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

const (
	identities = 1_500 // in the role
	lasting    = 200   // of them, those that are never disabled
)

func principal(number int) string {
	return fmt.Sprintf("bbbbbbbb-0000-4000-8000-%012d", number)
}

func principals(count int) string {
	var all []string
	for i := range count {
		all = append(all, principal(i))
	}
	return strings.Join(all, ",")
}

// logIn logs in with a token of the simulated Azure; nil when no answer came.
func (l *load) logIn(mount, role string, identity int) (*issued, reply) {
	jwt, err := l.azure.jwt(principal(identity))
	if err != nil {
		l.problem("no token of Azure: %v", err)
		l.pause(time.Second)
		return nil, reply{}
	}
	r := request{
		operation: "login", method: "POST", path: "auth/" + mount + "/login",
		body: object{"role": role, "jwt": jwt},
	}
	got := l.send(r)
	if got.fate != answered {
		return nil, got
	}
	if got.status != 200 {
		l.unexpected(r, got)
		return nil, got
	}
	return l.given(got, "token of auth/"+strings.TrimRight(mount, "0123456789")), got
}

// loginStep logs in an identity and mostly leaves the token as it is.
func (l *load) loginStep() {
	identity := rand.IntN(lasting)
	t, got := l.logIn("azure", "web", identity)
	if t == nil {
		return
	}
	entity := got.auth().text("entity_id")
	if first, _ := l.entities.LoadOrStore(identity, entity); first != entity {
		l.problem("identity %d has two entities: %s and %s", identity, first, entity)
	}
	l.look(t, -1)
	if rand.IntN(3) == 0 {
		l.revoke(request{
			operation: "revoke", method: "POST", path: "auth/token/revoke", token: l.root,
			body: object{"token": t.token},
		}, t)
	}
}

// entityStep disables an entity, with the two tokens that it has.
func (l *load) entityStep() {
	identity := lasting + int(l.next())%(identities-lasting)
	first, got := l.logIn("azure", "web", identity)
	if first == nil {
		return
	}
	entity := got.auth().text("entity_id")
	second, _ := l.logIn("azure", "web", identity)
	l.revoke(request{
		operation: "entity disabled", method: "POST", path: "identity/entity/id/" + entity, token: l.root,
		body: object{"disabled": true},
	}, some(first, second)...)
	l.pause(2 * time.Second)
	// So that the identity may come again: as another entity.
	l.revoke(request{
		operation: "entity deleted", method: "DELETE", path: "identity/entity/id/" + entity, token: l.root,
	}, some(first, second)...)
}

// mountStep ends all tokens of a mount that only this worker uses: by their prefix, or with the
// mount. When that may happen once more later, since an attempt got no answer, it goes on with
// another mount.
func (l *load) mountStep() {
	mount := l.passing
	var tokens []*issued
	for range 1 + rand.IntN(5) {
		role := []string{"web", "batch"}[rand.IntN(2)]
		t, _ := l.logIn(mount, role, rand.IntN(lasting))
		tokens = append(tokens, some(t)...)
	}
	r := request{
		operation: "revoke-prefix", method: "PUT", path: "sys/leases/revoke-prefix/auth/" + mount, token: l.root,
		body: object{"sync": true},
	}
	disable := rand.IntN(2) == 0
	if disable {
		r = request{operation: "auth mount disabled", method: "DELETE", path: "sys/auth/" + mount, token: l.root}
	}
	end := l.revoke(r, tokens...)
	if end.late || !end.done {
		l.passing = fmt.Sprintf("passing%d", l.next())
	} else if !disable {
		return
	}
	if err := l.enableAzure(l.passing, principals(lasting)); err != nil {
		l.problem("%v", err)
	}
	l.lookEverywhere(tokens...)
}

// enableAzure makes a mount of the method azure with two roles. Only one mount has a secret: one that
// two mounts share is not removed after a rotation.
func (l *load) enableAzure(mount, bound string) error {
	r := request{
		operation: "auth mount enabled", method: "POST", path: "sys/auth/" + mount, token: l.root,
		body: object{"type": "azure"},
	}
	if _, got := l.until(r); !got.ok() && !got.says("path is already in use") {
		l.unexpected(r, got)
	}
	config := object{"tenant_id": tenant, "resource": audience, "environment": "lab"}
	if mount == "azure" {
		config["client_id"], config["client_secret"] = rotatedClient, firstSecret
	}
	if err := l.must("POST", "auth/"+mount+"/config", config); err != nil {
		return err
	}
	for role, kind := range map[string]string{"web": "service", "batch": "batch"} {
		if err := l.must("POST", "auth/"+mount+"/role/"+role, object{
			"bound_service_principal_ids": bound, "token_policies": "issuing", "token_ttl": "3h", "token_type": kind,
		}); err != nil {
			return err
		}
	}
	return nil
}
