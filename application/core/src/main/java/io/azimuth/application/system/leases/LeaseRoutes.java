package io.azimuth.application.system.leases;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.lease.GrantedLease;
import io.azimuth.application.lease.SecretLeases;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.TokenLeases;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseTerm;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Leases: lookup, list, renewal, revocation. A lease is that of a token, or of what a secrets
 * engine gave out.
 */
@Singleton
public final class LeaseRoutes {

  static final Field<String> LEASE_ID = Field.text("lease_id", "the lease that is meant");
  private static final Field<Duration> INCREMENT =
      Field.duration("increment", Duration.ZERO, "how long the lease shall last from now");
  private static final Field<String> TYPE = Field.text("type", "irrevocable");
  private static final String IRREVOCABLE = "irrevocable";
  private static final AnswerSchema LOOKED_UP =
      AnswerSchema.data(
          AnswerField.text("id", "the lease"),
          AnswerField.time("issue_time", "when it began"),
          AnswerField.time("expire_time", "when it ends"),
          AnswerField.time("last_renewal", "when it was renewed last").orNull(),
          AnswerField.flag("renewable", "whether it can be renewed"),
          AnswerField.seconds("ttl", "how long it is good from now"));

  private static final AnswerField COUNT = AnswerField.number("lease_count", "how many there are");

  private static final AnswerSchema IRREVOCABLE_ONES =
      AnswerSchema.data(
          COUNT,
          AnswerField.objects(
              "leases",
              "the first of them",
              AnswerField.text("lease_id", "the lease"),
              AnswerField.text("mount_id", "the accessor of its mount"),
              AnswerField.text("error", "why the last attempt to end it failed"),
              AnswerField.number("failures", "how many attempts failed"),
              AnswerField.time("next_attempt", "when the next one is")));

  private static final int MOST_SHOWN = 1_000;

  private final TokenLeases tokens;
  private final SecretLeases secrets;
  private final LeaseRevocationRoutes revocation;

  @Inject
  LeaseRoutes(TokenLeases tokens, SecretLeases secrets, LeaseRevocationRoutes revocation) {
    this.tokens = tokens;
    this.secrets = secrets;
    this.revocation = revocation;
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return Stream.concat(
            Stream.of(
                Route.on(Operation.WRITE, "leases/lookup")
                    .access(Access.AUTHORIZED)
                    .summary("Look up a lease")
                    .fields(LEASE_ID)
                    .answers(LOOKED_UP)
                    .handle(core(this::lookup)),
                Route.on(Operation.LIST, "leases/lookup")
                    .access(Access.SUDO)
                    .answers(AnswerSchema.keys())
                    .handle(core(this::list)),
                Route.on(Operation.LIST, "leases/lookup/:prefix*")
                    .access(Access.SUDO)
                    .captures("prefix", "How the ids of the leases begin.")
                    .answers(AnswerSchema.keys())
                    .handle(core(this::list)),
                renewal("leases/renew"),
                renewal("leases/renew/:lease_id*"),
                renewal("renew"),
                renewal("renew/:lease_id*"),
                Route.on(Operation.READ, "leases/count")
                    .access(Access.AUTHORIZED)
                    .fields(TYPE)
                    .answers(
                        AnswerSchema.data(
                            COUNT, AnswerField.object("counts", "how many of each mount")))
                    .handle(core(this::count)),
                Route.on(Operation.READ, "leases")
                    .access(Access.SUDO)
                    .fields(TYPE)
                    .answers(IRREVOCABLE_ONES)
                    .handle(core(this::irrevocable))),
            revocation.routes().stream())
        .toList();
  }

  private Route renewal(String pattern) {
    return Route.on(Operation.WRITE, pattern)
        .access(Access.AUTHORIZED)
        .fields(LEASE_ID, INCREMENT)
        .answers(AnswerSchema.leased())
        .handle(core(this::renew));
  }

  private Answer lookup(CoreCall call) {
    String id = given(call);
    return tokens
        .find(call.work(), id, call.now())
        .map(found -> ofToken(id, found.token(), call))
        .or(() -> secrets.find(call.work(), id, call.now()).map(found -> ofSecret(found, call)))
        .orElseThrow(() -> RefusedException.invalid("invalid lease"));
  }

  private static Answer ofToken(String id, Token token, CoreCall call) {
    TokenLifetime span = token.lifetime();
    return show(
        id,
        new LeaseTerm(
            span.createdAt(),
            Duration.ZERO,
            span.renewable(),
            span.expiresAt().orElseThrow(),
            span.lastRenewal()),
        call);
  }

  private static Answer ofSecret(Lease lease, CoreCall call) {
    return show(lease.id(), lease.term(), call);
  }

  private static Answer show(String id, LeaseTerm term, CoreCall call) {
    return Answer.data(
        Value.Obj.builder()
            .put("id", id)
            .put("issue_time", term.issuedAt().toString())
            .put("expire_time", term.expiresAt().toString())
            .put(
                "last_renewal",
                term.lastRenewal().map(last -> Value.of(last.toString())).orElse(Value.NULL))
            .put("renewable", term.renewable())
            .put("ttl", term.remaining(call.now()).toSeconds())
            .build());
  }

  // The next segments of the ids: a name, or a folder with its slash.
  private Answer list(CoreCall call) {
    String prefix = call.fields().captured("prefix");
    String base = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    TreeSet<String> names = new TreeSet<>();
    tokens.forEachAlive(base, id -> names.add(firstOf(id.substring(base.length()))));
    secrets.forEachAlive(base, lease -> names.add(firstOf(lease.id().substring(base.length()))));
    return Answer.keys(List.copyOf(names));
  }

  private static String firstOf(String rest) {
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash + 1);
  }

  // A token is renewed with the token, its accessor or a right to do so, never with its lease.
  private Answer renew(CoreCall call) {
    String id = given(call);
    if (tokens.find(call.work(), id, call.now()).isPresent()) {
      throw RefusedException.invalid("tokens cannot be renewed through this endpoint");
    }
    Lease lease =
        secrets
            .find(call.work(), id, call.now())
            .orElseThrow(() -> RefusedException.invalid("lease not found"));
    return Answer.of(
        secrets
            .renew(call.work(), lease, call.fields().value(INCREMENT), call.now(), call.deadline())
            .then(LeaseRoutes::renewed));
  }

  private static Answer renewed(GrantedLease renewed) {
    return new Answer.Envelope(
        Optional.empty(),
        Optional.empty(),
        renewed.granted().warnings(),
        Duration.ZERO,
        Optional.of(renewed.shown()));
  }

  private Answer count(CoreCall call) {
    requireIrrevocable(call);
    Map<String, Long> counts = new TreeMap<>();
    secrets.forEachFailing(lease -> counts.merge(lease.mount().accessor(), 1L, Long::sum));
    Value.Builder byMount = Value.Obj.builder();
    counts.forEach(byMount::put);
    return Answer.data(
        Value.Obj.builder()
            .put("lease_count", counts.values().stream().mapToLong(Long::longValue).sum())
            .put("counts", byMount.build())
            .build());
  }

  private Answer irrevocable(CoreCall call) {
    requireIrrevocable(call);
    List<Lease> first = new ArrayList<>();
    long[] all = {0};
    secrets.forEachFailing(
        lease -> {
          all[0]++;
          if (first.size() < MOST_SHOWN) {
            first.add(lease);
          }
        });
    Value.Obj data =
        Value.Obj.builder()
            .put("lease_count", all[0])
            .put("leases", new Value.Items(first.stream().map(LeaseRoutes::failing).toList()))
            .build();
    return Answer.data(
        data,
        all[0] > MOST_SHOWN
            ? List.of("only the first " + MOST_SHOWN + " leases are shown")
            : List.of());
  }

  private static Value failing(Lease lease) {
    return Value.Obj.builder()
        .put("lease_id", lease.id())
        .put("mount_id", lease.mount().accessor())
        .put("error", lease.failed().reason())
        .put("failures", lease.failed().count())
        .put("next_attempt", lease.failed().next().toString())
        .build();
  }

  // Attempts go on for each of them. The end of a token calls no other system, so it cannot fail.
  private static void requireIrrevocable(CoreCall call) {
    if (!call.fields().value(TYPE).equals(IRREVOCABLE)) {
      throw RefusedException.invalid("invalid type: only irrevocable is known");
    }
  }

  static String given(CoreCall call) {
    String id = call.fields().value(LEASE_ID);
    if (id.isEmpty()) {
      throw RefusedException.invalid("lease_id must be specified");
    }
    return id;
  }
}
