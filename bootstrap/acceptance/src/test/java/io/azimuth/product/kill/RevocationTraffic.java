package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.util.ArrayList;
import java.util.List;

/**
 * Revokes tokens in every way: by themselves, by accessor, with their parent, and by path prefix.
 * Checks that all acknowledged revocations hold and that all other tokens are valid.
 */
final class RevocationTraffic implements Traffic {

  private final TestingServer server;
  private final Witness witness;
  private final JwtMount passing;
  private final List<String> living = new ArrayList<>();
  private final List<String> dead = new ArrayList<>();
  private final List<String> issuedBelow = new ArrayList<>();
  private int round;

  /** Only this client uses the mount. */
  RevocationTraffic(TestingServer server, Witness witness, JwtMount passing) {
    this.server = server;
    this.witness = witness;
    this.passing = passing;
  }

  @Override
  public void step() {
    living.add(issue(server.rootToken()).clientToken());
    bySelf();
    byAccessor();
    withParent();
    logIn();
    if (++round % 3 == 0) {
      belowPath();
    }
  }

  private Reply issue(String parent) {
    return witness.ask(
        server.as(parent),
        "POST",
        "auth/token/create",
        "{\"policies\":[\"issuing\"],\"ttl\":\"1h\"}",
        200);
  }

  private void bySelf() {
    String token = issue(server.rootToken()).clientToken();
    witness.ask(server.as(token), "POST", "auth/token/revoke-self", "", 204);
    dead.add(token);
  }

  private void byAccessor() {
    Reply issued = issue(server.rootToken());
    String accessor = issued.auth().path("accessor").asText();
    witness.ask(
        server.root(),
        "POST",
        "auth/token/revoke-accessor",
        "{\"accessor\":\"" + accessor + "\"}",
        204);
    dead.add(issued.clientToken());
  }

  private void withParent() {
    String parent = issue(server.rootToken()).clientToken();
    String child = issue(parent).clientToken();
    witness.ask(server.root(), "POST", "auth/token/revoke", "{\"token\":\"" + parent + "\"}", 204);
    dead.add(parent);
    dead.add(child);
  }

  private void logIn() {
    LoginTraffic.logIn(server, witness, passing, passing.jwt())
        .ifPresent(reply -> issuedBelow.add(reply.clientToken()));
  }

  private void belowPath() {
    String prefix = "sys/leases/revoke-prefix/auth/" + passing.name();
    List<String> all = List.copyOf(issuedBelow);
    issuedBelow.clear(); // if no answer arrives, the tokens may be valid or revoked
    witness.ask(server.root(), "PUT", prefix, "{\"sync\":true}", 204);
    dead.addAll(all);
  }

  @Override
  public void verify() {
    living.addAll(issuedBelow);
    assertThat(living)
        .allSatisfy(
            token -> assertThat(status(token)).as("a token that was issued").isEqualTo(200));
    assertThat(dead)
        .allSatisfy(token -> assertThat(status(token)).as("a revoked token").isEqualTo(403));
    living.clear();
    dead.clear();
    issuedBelow.clear();
  }

  private int status(String token) {
    return server.as(token).get("auth/token/lookup-self").status();
  }
}
