package io.azimuth.azure.rotation;

import io.azimuth.azure.config.StoredText;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.OldPassword;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.Optional;

/** The stored form of a rotation; the barrier encrypts it. */
final class RotationCodec {

  private RotationCodec() {}

  static Value.Obj encode(Rotation rotation) {
    Value.Builder stored =
        Value.Obj.builder()
            .put("name", rotation.name())
            .put("state", rotation.state().name())
            .put("since", rotation.since().toString())
            .put("cloud", rotation.application().cloud())
            .put("tenant", rotation.application().tenant())
            .put("client_id", rotation.application().clientId())
            .put("old_value", rotation.old().value().expose());
    rotation.old().ownKeyId().ifPresent(it -> stored.put("old_key_id", it));
    rotation.old().thumbprint().ifPresent(it -> stored.put("old_thumbprint", it));
    rotation.objectId().ifPresent(it -> stored.put("object_id", it));
    rotation.requester().ifPresent(it -> stored.put("requester", it));
    rotation.failure().ifPresent(it -> stored.put("failure", it));
    rotation
        .added()
        .ifPresent(
            added ->
                stored
                    .put("key_id", added.keyId())
                    .put("value", added.value().expose())
                    .put("expires", added.expires().toString()));
    return stored.build();
  }

  static Rotation decode(Value.Obj stored) {
    return new Rotation(
        StoredText.of(stored, "name"),
        RotationState.valueOf(StoredText.of(stored, "state")),
        Instant.parse(StoredText.of(stored, "since")),
        new Application(
            StoredText.of(stored, "cloud"),
            StoredText.of(stored, "tenant"),
            StoredText.of(stored, "client_id")),
        new OldPassword(
            SecretText.of(StoredText.of(stored, "old_value")),
            StoredText.find(stored, "old_key_id"),
            StoredText.find(stored, "old_thumbprint")),
        added(stored),
        StoredText.find(stored, "object_id"),
        StoredText.find(stored, "requester"),
        StoredText.find(stored, "failure"));
  }

  private static Optional<NewPassword> added(Value.Obj stored) {
    return StoredText.find(stored, "key_id")
        .map(
            keyId ->
                new NewPassword(
                    keyId,
                    SecretText.of(StoredText.of(stored, "value")),
                    Instant.parse(StoredText.of(stored, "expires"))));
  }
}
