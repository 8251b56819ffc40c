package io.azimuth.application.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rotation in the background, and the callers that may make keys. */
class SigningKeyRotationTest {

  private final TestServer server = new TestServer();
  private final SigningKeyRotation rotation = server.get(SigningKeyRotation.class);
  private String root = "";

  @BeforeEach
  void initialize() {
    root = server.initialize();
  }

  @Test
  void makesNoKeysBeforeTheFirstToken() {
    rotation.run();
    server.write(root, "identity/oidc/key/idle", Map.of());
    server.clock().advance(Duration.ofDays(30));
    rotation.run();

    assertThat(keys()).allMatch(key -> key.ring().isEmpty());
  }

  @Test
  void rotatesWhenThePeriodIsOverAndNotBefore() {
    SigningKeyRing first = rotation.ready(SigningKeyName.DEFAULT).ring().orElseThrow();

    server.clock().advance(Duration.ofHours(24).minusSeconds(1));
    rotation.run();
    assertThat(ring()).isEqualTo(first);

    server.clock().advance(Duration.ofSeconds(1));
    rotation.run();
    assertThat(ring().current()).isEqualTo(first.next());
  }

  @Test
  void rotatesOnceAfterALongTimeDown() {
    SigningKeyRing first = rotation.ready(SigningKeyName.DEFAULT).ring().orElseThrow();
    server.clock().advance(Duration.ofDays(100));

    rotation.run();
    rotation.run();
    rotation.run();

    assertThat(ring().current()).isEqualTo(first.next());
  }

  @Test
  void askingTwiceMakesOneSetOfKeys() {
    NamedSigningKey first = rotation.ready(SigningKeyName.DEFAULT);

    assertThat(rotation.ready(SigningKeyName.DEFAULT)).isEqualTo(first);
  }

  @Test
  void ofTwoWhoMakeTheFirstKeysOneDoes() {
    List<NamedSigningKey> quicker = new ArrayList<>();
    server.store().beforeNextCommit(() -> quicker.add(rotation.ready(SigningKeyName.DEFAULT)));

    NamedSigningKey slower = rotation.ready(SigningKeyName.DEFAULT);

    assertThat(quicker).containsExactly(slower);
  }

  @Test
  void ofTwoWhoRotateOneDoes() {
    SigningKeyRing first = rotation.ready(SigningKeyName.DEFAULT).ring().orElseThrow();
    server.clock().advance(Duration.ofDays(1));
    server.store().beforeNextCommit(() -> rotation.ready(SigningKeyName.DEFAULT));

    rotation.ready(SigningKeyName.DEFAULT);

    assertThat(ring().current()).isEqualTo(first.next());
  }

  @Test
  void keysSurviveInTheStore() {
    NamedSigningKey made = rotation.ready(SigningKeyName.DEFAULT);
    server.clock().advance(Duration.ofDays(1));
    NamedSigningKey rotated = rotation.ready(SigningKeyName.DEFAULT);

    assertThat(
            server
                .get(SigningKeys.class)
                .findStored(server.store().begin(), SigningKeyName.DEFAULT))
        .contains(rotated);
    assertThat(rotated.ring().orElseThrow().retired().get(0).publicKey())
        .isEqualTo(made.ring().orElseThrow().current().publicKey());
  }

  private Iterable<NamedSigningKey> keys() {
    return server.get(SigningKeys.class).all(server.store().begin());
  }

  private SigningKeyRing ring() {
    return keys().iterator().next().ring().orElseThrow();
  }
}
