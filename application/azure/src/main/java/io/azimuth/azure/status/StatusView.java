package io.azimuth.azure.status;

import io.azimuth.azure.config.ChosenCredential;
import io.azimuth.azure.config.CredentialKind;
import io.azimuth.azure.config.EffectiveSettings;
import io.azimuth.azure.config.IdentitySettings;
import io.azimuth.azure.config.SettingSource;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.domain.azure.grace.Outage;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.remote.FetchHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of a status in an answer. */
final class StatusView {

  private StatusView() {}

  static Value.Obj keys(FetchHistory observation, List<String> addresses) {
    Value.Builder view = Value.Obj.builder();
    health(observation).members().forEach(view::put);
    return view.put("addresses", addresses).build();
  }

  static Value.Obj health(FetchHistory observation) {
    Optional<FetchHistory.Failure> failure = observation.lastFailure();
    return Value.Obj.builder()
        .put("ok", observation.isWell().map(Value::of).orElse(Value.NULL))
        .put(
            "latency_ms",
            observation.latency().map(it -> Value.of(it.toMillis())).orElse(Value.NULL))
        .put("last_success", moment(observation.lastSuccess()))
        .put("last_error", text(failure.map(FetchHistory.Failure::reason)))
        .put("last_error_at", moment(failure.map(FetchHistory.Failure::at)))
        .build();
  }

  static Value.Obj healthByName(Map<String, FetchHistory> observations) {
    Value.Builder view = Value.Obj.builder();
    observations.forEach((name, observation) -> view.put(name, health(observation)));
    return view.build();
  }

  static Value.Obj grace(Duration grace, Optional<Outage> away) {
    return Value.Obj.builder()
        .put("seconds", grace.toSeconds())
        .put("in_force", !grace.isZero() && away.isPresent())
        .put("away_since", moment(away.map(Outage::since)))
        .build();
  }

  static Value.Obj watch(boolean enabled, Optional<Value.Obj> lastRound) {
    return Value.Obj.builder()
        .put("enabled", enabled)
        .put("last_round", lastRound.<Value>map(it -> it).orElse(Value.NULL))
        .build();
  }

  static Value.Obj credential(
      Checked<ChosenCredential> choice,
      IdentitySettings identity,
      Optional<Instant> ends,
      Optional<FederatedSubject> subject) {
    Value.Builder view =
        Value.Obj.builder()
            .put("kind", text(choice.value().map(it -> name(it.kind()))))
            .put("client_id", identity.clientId())
            .put("expires", moment(ends))
            .put("source", text(choice.value().map(it -> name(it.source()))));
    if (!choice.isGood()) {
      view.put("problem", choice.problems().get(0));
    }
    boolean federated =
        choice.value().filter(it -> it.kind() == CredentialKind.PLUGIN_IDENTITY).isPresent();
    if (federated) {
      view.put("federation", federation(subject, identity.tokenAudience()));
    }
    return view.build();
  }

  // The values that the operator must enter in Azure, byte for byte.
  private static Value.Obj federation(Optional<FederatedSubject> subject, String audience) {
    return Value.Obj.builder()
        .put("issuer", text(subject.map(FederatedSubject::issuer)))
        .put("subject", text(subject.map(FederatedSubject::subject)))
        .put("audience", audience)
        .build();
  }

  static Value pending(Optional<Rotation> rotation) {
    return rotation
        .<Value>map(
            it ->
                Value.Obj.builder()
                    .put("state", it.state().name().toLowerCase(Locale.ROOT))
                    .put("since", it.since().toString())
                    .build())
        .orElse(Value.NULL);
  }

  static Value.Obj rotation(Optional<Instant> next, RotationHistory history) {
    return Value.Obj.builder()
        .put("next", moment(next))
        .put("last", moment(history.last()))
        .put("last_failure", text(history.lastFailure().map(RotationHistory.Failure::reason)))
        .put("last_failure_at", moment(history.lastFailure().map(RotationHistory.Failure::at)))
        .build();
  }

  static Value leftovers(RotationHistory history) {
    return new Value.Items(history.leftovers().stream().<Value>map(StatusView::leftover).toList());
  }

  private static Value.Obj leftover(RotationHistory.Leftover leftover) {
    return Value.Obj.builder()
        .put("client_id", leftover.clientId())
        .put("key_id", leftover.keyId())
        .put("display_name", leftover.displayName())
        .put("expires", moment(leftover.expires()))
        .put("reason", leftover.reason())
        .put("command", leftover.command())
        .build();
  }

  static Value.Obj settings(Map<String, EffectiveSettings.Setting> origins) {
    Value.Builder view = Value.Obj.builder();
    origins.forEach(
        (name, setting) ->
            view.put(
                name,
                Value.Obj.builder()
                    .put("value", setting.value())
                    .put("source", name(setting.source()))
                    .build()));
    return view.build();
  }

  private static String name(SettingSource source) {
    return switch (source) {
      case STORED -> "configuration";
      case ENVIRONMENT -> "environment";
      case DEFAULT -> "default";
    };
  }

  private static String name(CredentialKind kind) {
    return switch (kind) {
      case CLIENT_SECRET -> "client_secret";
      case CLIENT_CERTIFICATE -> "client_certificate";
      case PLUGIN_IDENTITY -> "federation";
      case TOKEN_FILE -> "token_file";
      case MANAGED_IDENTITY -> "managed_identity";
    };
  }

  private static Value moment(Optional<Instant> moment) {
    return text(moment.map(Instant::toString));
  }

  private static Value text(Optional<String> text) {
    return text.<Value>map(Value::of).orElse(Value.NULL);
  }
}
