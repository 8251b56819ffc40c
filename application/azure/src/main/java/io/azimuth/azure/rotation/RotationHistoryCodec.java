package io.azimuth.azure.rotation;

import io.azimuth.azure.config.StoredText;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored form of the history of rotations. */
final class RotationHistoryCodec {

  private RotationHistoryCodec() {}

  static Value.Obj encode(RotationHistory history) {
    Value.Builder stored = Value.Obj.builder();
    history.last().ifPresent(it -> stored.put("last", it.toString()));
    history
        .lastFailure()
        .ifPresent(it -> stored.put("failed_at", it.at().toString()).put("failure", it.reason()));
    stored.put(
        "leftovers",
        new Value.Items(
            history.leftovers().stream().<Value>map(RotationHistoryCodec::encode).toList()));
    stored.put("gone", history.gone());
    return stored.build();
  }

  /** The form in which a leftover is stored and shown. */
  static Value.Obj encode(RotationHistory.Leftover leftover) {
    Value.Builder stored =
        Value.Obj.builder()
            .put("client_id", leftover.clientId())
            .put("key_id", leftover.keyId())
            .put("display_name", leftover.displayName())
            .put("reason", leftover.reason());
    if (leftover.kind() == RotatedKind.CERTIFICATE) {
      stored.put("kind", leftover.kind().noun());
    }
    leftover.expires().ifPresent(it -> stored.put("expires", it.toString()));
    return stored.build();
  }

  static RotationHistory decode(Value.Obj stored) {
    return new RotationHistory(
        StoredText.find(stored, "last").map(Instant::parse),
        StoredText.find(stored, "failed_at")
            .map(
                at ->
                    new RotationHistory.Failure(
                        Instant.parse(at), StoredText.of(stored, "failure"))),
        leftovers(stored),
        gone(stored));
  }

  private static List<String> gone(Value.Obj stored) {
    return stored.get("gone").stream()
        .flatMap(it -> ((Value.Items) it).values().stream())
        .map(it -> ((Value.Text) it).text())
        .toList();
  }

  private static List<RotationHistory.Leftover> leftovers(Value.Obj stored) {
    Optional<Value> items = stored.get("leftovers");
    return items.stream()
        .flatMap(it -> ((Value.Items) it).values().stream())
        .map(it -> leftover((Value.Obj) it))
        .toList();
  }

  private static RotationHistory.Leftover leftover(Value.Obj stored) {
    return new RotationHistory.Leftover(
        StoredText.of(stored, "client_id"),
        StoredText.of(stored, "key_id"),
        StoredText.of(stored, "display_name"),
        StoredText.find(stored, "expires").map(Instant::parse),
        StoredText.of(stored, "reason"),
        kind(stored));
  }

  // Leftovers of earlier versions are passwords and have no kind.
  private static RotatedKind kind(Value.Obj stored) {
    return StoredText.find(stored, "kind")
            .filter(RotatedKind.CERTIFICATE.noun()::equals)
            .isPresent()
        ? RotatedKind.CERTIFICATE
        : RotatedKind.PASSWORD;
  }
}
