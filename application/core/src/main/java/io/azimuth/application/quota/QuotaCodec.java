package io.azimuth.application.quota;

import io.azimuth.domain.quota.ExemptPaths;
import io.azimuth.domain.quota.QuotaScope;
import io.azimuth.domain.quota.RateLimit;
import io.azimuth.domain.quota.RateLimitQuota;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The record that holds all quotas. */
final class QuotaCodec {

  private static final Field<Value.Obj> CONFIG = Field.object("config", "");
  private static final Field<List<String>> EXEMPT = Field.list("exempt", "");
  private static final Field<Boolean> AUDITS = Field.flag("audits", false, "");
  private static final Field<Boolean> HEADERS = Field.flag("headers", false, "");
  private static final Field<Value.Obj> RATE_LIMITS = Field.object("rate_limits", "");
  private static final Field<String> ID = Field.text("id", "");
  private static final Field<String> MOUNT = Field.text("mount", "");
  private static final Field<String> BELOW = Field.text("below", "");
  private static final Field<Boolean> PREFIX = Field.flag("prefix", false, "");
  private static final Field<String> ROLE = Field.text("role", "");
  private static final Field<Double> RATE = Field.decimal("rate", 0, "");
  private static final Field<Duration> INTERVAL = Field.duration("interval", Duration.ZERO, "");
  private static final Field<Duration> BLOCK = Field.duration("block", Duration.ZERO, "");

  private QuotaCodec() {}

  static Value.Obj encode(QuotaTable table) {
    Value.Builder quotas = Value.Obj.builder();
    table.quotas().forEach(quota -> quotas.put(quota.name(), encode(quota)));
    return Value.Obj.builder()
        .put(
            CONFIG.name(),
            Value.Obj.builder()
                .put(EXEMPT.name(), table.config().exempt().paths())
                .put(AUDITS.name(), table.config().audits())
                .put(HEADERS.name(), table.config().headers())
                .build())
        .put(RATE_LIMITS.name(), quotas.build())
        .build();
  }

  private static Value.Obj encode(RateLimitQuota quota) {
    QuotaScope scope = quota.scope();
    return Value.Obj.builder()
        .put(ID.name(), quota.id())
        .put(MOUNT.name(), scope.mount().orElse(""))
        .put(BELOW.name(), scope.below())
        .put(PREFIX.name(), scope.prefix())
        .put(ROLE.name(), scope.role().orElse(""))
        .put(RATE.name(), Value.of(quota.limit().rate()))
        .put(INTERVAL.name(), quota.limit().interval().toSeconds())
        .put(BLOCK.name(), quota.limit().blockInterval().toSeconds())
        .build();
  }

  static QuotaTable decode(Value.Obj stored) {
    Fields all = Fields.of(List.of(CONFIG, RATE_LIMITS), stored, Map.of());
    Fields config = Fields.of(List.of(EXEMPT, AUDITS, HEADERS), all.value(CONFIG), Map.of());
    List<RateLimitQuota> quotas = new ArrayList<>();
    all.value(RATE_LIMITS)
        .members()
        .forEach((name, quota) -> quotas.add(decode(name, (Value.Obj) quota)));
    return new QuotaTable(
        new QuotaConfig(
            new ExemptPaths(config.value(EXEMPT)), config.value(AUDITS), config.value(HEADERS)),
        quotas);
  }

  private static RateLimitQuota decode(String name, Value.Obj stored) {
    Fields fields =
        Fields.of(List.of(ID, MOUNT, BELOW, PREFIX, ROLE, RATE, INTERVAL, BLOCK), stored, Map.of());
    return new RateLimitQuota(
        name,
        fields.value(ID),
        new QuotaScope(
            text(fields.value(MOUNT)),
            fields.value(BELOW),
            fields.value(PREFIX),
            text(fields.value(ROLE))),
        new RateLimit(fields.value(RATE), fields.value(INTERVAL), fields.value(BLOCK)));
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
