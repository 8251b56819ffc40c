package io.azimuth.application.system.quotas;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.quota.QuotaConfig;
import io.azimuth.application.quota.QuotaTable;
import io.azimuth.application.quota.QuotaTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.quota.ExemptPaths;
import io.azimuth.domain.quota.QuotaScope;
import io.azimuth.domain.quota.RateLimit;
import io.azimuth.domain.quota.RateLimitQuota;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Rate-limit quotas. A write changes the parameters that it sends and resets the counts of its
 * quota.
 */
@Singleton
public final class QuotaRoutes {

  private static final int MOST = 500; // they are one record
  private static final int MOST_EXEMPT = 200;

  private final QuotaTables tables;
  private final MountTables mounts;
  private final QuotaScopes scopes;
  private final SecretGenerator secrets;

  @Inject
  QuotaRoutes(QuotaTables tables, MountTables mounts, QuotaScopes scopes, SecretGenerator secrets) {
    this.tables = tables;
    this.mounts = mounts;
    this.scopes = scopes;
    this.secrets = secrets;
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "quotas/rate-limit")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(core(this::list)),
        Route.on(Operation.READ, "quotas/rate-limit/:name")
            .access(Access.AUTHORIZED)
            .captures("name", "The name of the quota.")
            .answers(AnswerSchema.data(QuotaFields.SHOWN))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, "quotas/rate-limit/:name")
            .access(Access.AUTHORIZED)
            .fields(QuotaFields.QUOTA)
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.DELETE, "quotas/rate-limit/:name")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(this::delete)),
        Route.on(Operation.READ, "quotas/config")
            .access(Access.AUTHORIZED)
            .answers(
                AnswerSchema.data(
                    AnswerField.of(QuotaFields.AUDIT),
                    AnswerField.of(QuotaFields.HEADERS),
                    AnswerField.of(QuotaFields.EXEMPT_PATHS)))
            .handle(core(call -> Answer.data(show(tables.of(call.work()).config())))),
        Route.on(Operation.WRITE, "quotas/config")
            .access(Access.AUTHORIZED)
            .fields(QuotaFields.CONFIG)
            .answers(AnswerSchema.nothing())
            .handle(core(this::configure)));
  }

  private Answer list(CoreCall call) {
    return Answer.keys(tables.of(call.work()).quotas().stream().map(RateLimitQuota::name).toList());
  }

  private Answer read(CoreCall call) {
    return tables
        .of(call.work())
        .named(name(call))
        .map(quota -> Answer.data(show(quota, mounts.of(call.work()))))
        .orElseGet(Answer.NotFound::new);
  }

  private static Value.Obj show(RateLimitQuota quota, MountTable mounts) {
    return Value.Obj.builder()
        .put("type", "rate-limit")
        .put("name", quota.name())
        .put(QuotaFields.PATH.name(), QuotaScopes.path(quota.scope(), mounts))
        .put(QuotaFields.RATE.name(), Value.of(quota.limit().rate()))
        .put(QuotaFields.INTERVAL.name(), quota.limit().interval().toSeconds())
        .put(QuotaFields.BLOCK_INTERVAL.name(), quota.limit().blockInterval().toSeconds())
        .put(QuotaFields.ROLE.name(), quota.scope().role().orElse(""))
        .put(QuotaFields.INHERITABLE.name(), quota.scope().mount().isEmpty())
        .put(QuotaFields.GROUP_BY.name(), QuotaScopes.BY_ADDRESS)
        .put("secondary_rate", 0)
        .build();
  }

  private Answer write(CoreCall call) {
    QuotaTable table = tables.stored(call.work());
    String name = name(call);
    Optional<RateLimitQuota> before = table.named(name);
    QuotaScope scope = scopes.read(call, before.map(RateLimitQuota::scope));
    table
        .of(scope)
        .filter(other -> !other.name().equals(name))
        .ifPresent(
            other -> {
              throw RefusedException.invalid(
                  "there is a quota of the same scope already: \"" + other.name() + '"');
            });
    if (before.isEmpty() && table.quotas().size() >= MOST) {
      throw RefusedException.invalid("there are " + MOST + " quotas already, and no more can be");
    }
    RateLimit limit = limit(call.fields(), before.map(RateLimitQuota::limit));
    tables.put(call.work(), table.with(new RateLimitQuota(name, secrets.uuid(), scope, limit)));
    return new Answer.Empty();
  }

  private static RateLimit limit(Fields fields, Optional<RateLimit> before) {
    double rate =
        fields.present(QuotaFields.RATE).or(() -> before.map(RateLimit::rate)).orElse(0.0);
    return RefusedException.orRefuse(
        RateLimit.of(
            rate,
            fields
                .present(QuotaFields.INTERVAL)
                .filter(sent -> !sent.isZero())
                .or(() -> before.map(RateLimit::interval))
                .orElse(QuotaFields.INTERVAL.absent()),
            fields
                .present(QuotaFields.BLOCK_INTERVAL)
                .or(() -> before.map(RateLimit::blockInterval))
                .orElse(QuotaFields.BLOCK_INTERVAL.absent())));
  }

  private Answer delete(CoreCall call) {
    QuotaTable table = tables.stored(call.work());
    if (table.named(name(call)).isPresent()) {
      tables.put(call.work(), table.without(name(call)));
    }
    return new Answer.Empty();
  }

  private static String name(CoreCall call) {
    String name = call.fields().captured("name");
    if (!RateLimitQuota.isName(name)) {
      throw RefusedException.invalid("a quota cannot be called so");
    }
    return name;
  }

  private static Value.Obj show(QuotaConfig config) {
    return Value.Obj.builder()
        .put(QuotaFields.AUDIT.name(), config.audits())
        .put(QuotaFields.HEADERS.name(), config.headers())
        .put(QuotaFields.EXEMPT_PATHS.name(), config.exempt().paths())
        .build();
  }

  private Answer configure(CoreCall call) {
    QuotaTable table = tables.stored(call.work());
    QuotaConfig before = table.config();
    Fields fields = call.fields();
    tables.put(
        call.work(),
        table.with(
            new QuotaConfig(
                fields
                    .present(QuotaFields.EXEMPT_PATHS)
                    .map(QuotaRoutes::exempt)
                    .orElse(before.exempt()),
                fields.present(QuotaFields.AUDIT).orElse(before.audits()),
                fields.present(QuotaFields.HEADERS).orElse(before.headers()))));
    return new Answer.Empty();
  }

  private static ExemptPaths exempt(List<String> sent) {
    if (sent.size() > MOST_EXEMPT) {
      throw RefusedException.invalid("at most " + MOST_EXEMPT + " paths can be exempt");
    }
    return new ExemptPaths(sent.stream().map(QuotaScopes::exemptPath).distinct().toList());
  }
}
