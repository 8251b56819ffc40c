package io.azimuth.application.metrics;

import io.azimuth.application.api.ServedBy;
import io.azimuth.application.usage.LifetimeClass;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.login.RoleDenial;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import io.azimuth.spi.route.LoginNotes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

/** Counts requests and logins, and measures how long they take. Safe for use by many threads. */
@Singleton
public final class RequestMetrics {

  private static final String NONE = "none";
  private static final int MOST_LOGINS = 2_000;
  private static final int MOST_MOUNTS = 200;
  private static final int MOST_ROUTES = 1_000;
  private static final int LONGEST_NAME = 120;
  private static final int MOST_REASONS = 10;

  private final Metrics metrics;
  private final Counter logins;
  private final Timer loginDurations;
  private final Timer requests;
  private final Timer loginRequests;
  private final Counter conflicts;
  private final Counter tokenRefusals;
  private final ConcurrentMap<MountOperation, Timer> routes = new ConcurrentHashMap<>();

  private final Timer lookups;
  private final Timer created;
  private final Timer stored;
  private final Counter creations;
  private final Map<Known, Timer> known;

  private record MountOperation(Operation operation, String mount) {}

  private record Known(ServedBy by, Operation operation) {}

  @Inject
  RequestMetrics(Metrics metrics) {
    this.metrics = metrics;
    logins =
        metrics.counter(
            MetricFamily.labelled(
                "azimuth_logins_total",
                "Logins by mount, role, outcome and first reason.",
                MOST_LOGINS,
                "mount",
                "role",
                "outcome",
                "reason"));
    loginDurations =
        metrics.timer(
            MetricFamily.labelled(
                "azimuth_login_duration_seconds",
                "How long logins take, with all waits and the commit.",
                MOST_MOUNTS,
                "mount",
                "outcome"));
    requests =
        metrics.summary(
            MetricFamily.single(
                "vault_core_handle_request",
                "How long requests other than logins take, in milliseconds."));
    loginRequests =
        metrics.summary(
            MetricFamily.single(
                "vault_core_handle_login_request", "How long logins take, in milliseconds."));
    conflicts =
        metrics.counter(
            MetricFamily.single(
                "azimuth_request_conflicts_total",
                "Attempts made again because another request changed what they had read."));
    conflicts.add(0);
    tokenRefusals =
        metrics.counter(
            MetricFamily.labelled(
                "azimuth_token_refusals_total",
                "Requests with a valid token that may not be used over their connection.",
                MOST_REASONS,
                "reason"));
    tokenRefusals.add(0, RoleDenial.ADDRESS_NOT_BOUND.code());
    tokenRefusals.add(0, BindingDenial.BINDING_NOT_PROVED.code());
    lookups = sums("vault_token_lookup", "How long it takes to find the token of a request");
    created = sums("vault_token_create", "How long requests take that create a token");
    stored = sums("vault_token_store", "How long requests take that store a token");
    creations =
        metrics.counter(
            MetricFamily.labelled(
                "vault_token_creation",
                "Created tokens.",
                MOST_LOGINS,
                "auth_method",
                "creation_ttl",
                "token_type"));
    known = knownRoutes();
  }

  // Vault has names of their own for these.
  private Map<Known, Timer> knownRoutes() {
    Timer revoke = summary("vault_expire_revoke", "How long revocations take");
    Timer renew = summary("vault_expire_renew_token", "How long renewals of tokens take");
    Timer get = summary("vault_policy_get_policy", "How long reads of policies take");
    Timer set = summary("vault_policy_set_policy", "How long writes of policies take");
    Map<Known, Timer> timers = new HashMap<>();
    for (String route : List.of("revoke", "revoke-self", "revoke-accessor", "revoke-orphan")) {
      timers.put(write("token", route), revoke);
    }
    for (String route : List.of("renew", "renew-self", "renew-accessor")) {
      timers.put(write("token", route), renew);
    }
    timers.put(write("system", "leases/revoke"), revoke);
    timers.put(write("system", "policies/acl/{name}"), set);
    timers.put(new Known(new ServedBy("system", "policies/acl/{name}"), Operation.READ), get);
    return Map.copyOf(timers);
  }

  private static Known write(String backend, String route) {
    return new Known(new ServedBy(backend, route), Operation.WRITE);
  }

  private Timer sums(String name, String what) {
    return metrics.sums(MetricFamily.single(name, what + ", in milliseconds."));
  }

  private Timer summary(String name, String what) {
    return metrics.summary(MetricFamily.single(name, what + ", in milliseconds."));
  }

  /** Measures how many requests are parked, each time the measurements are read. */
  public void parked(IntSupplier now) {
    metrics.add(
        () ->
            List.of(
                Measurement.gauge(
                    "azimuth_http_requests_parked",
                    "Requests that wait for another system without a thread.",
                    Map.of(),
                    now.getAsInt())));
  }

  /** Counts an attempt that has to be made again. */
  public void conflict() {
    conflicts.increment();
  }

  /** Counts a valid token that came over a connection on which it may not be used. */
  public void tokenRefused(LoginDenial reason) {
    tokenRefusals.increment(reason.code());
  }

  public void answered(Optional<Mount> mount, ServedBy by, Operation operation, Duration took) {
    requests.record(took);
    mount
        .filter(it -> by.isRoute()) // a stranger may try all operations at each mount
        .ifPresent(it -> recordRoute(it, operation, took));
    Optional.ofNullable(known.get(new Known(by, operation))).ifPresent(it -> it.record(took));
  }

  /** Records how long it took to find the token of a request. */
  public void lookedUp(Duration took) {
    lookups.record(took);
  }

  /**
   * Records a token that exists now.
   *
   * @param mount the path of the mount that issued it
   * @param took the whole request
   */
  public void created(String mount, Token token, Duration took) {
    creations.increment(
        mount,
        LifetimeClass.of(token.lifetime().creationTtl()).label(),
        token.type().name().toLowerCase(Locale.ROOT));
    created.record(took);
    if (token.type() == TokenType.SERVICE) {
      stored.record(took);
    }
  }

  public void loggedIn(Mount mount, LoginNotes notes, Answer answer, Duration took) {
    String outcome = outcome(answer);
    logins.increment(
        mount.path().text(), notes.role().orElse(NONE), outcome, reason(notes, answer));
    loginDurations.record(took, mount.path().text(), outcome);
    loginRequests.record(took);
    recordRoute(mount, Operation.WRITE, took);
  }

  private static String outcome(Answer answer) {
    if (!(answer instanceof Answer.Refused refused)) {
      return "granted";
    }
    return switch (refused.refusal().category()) {
      case UPSTREAM_UNAVAILABLE, UPSTREAM_UNUSABLE, OVERLOADED, INTERNAL, SEALED -> "undecided";
      default -> "refused";
    };
  }

  private static String reason(LoginNotes notes, Answer answer) {
    if (!(answer instanceof Answer.Refused refused)) {
      return NONE;
    }
    ErrorCategory category = refused.refusal().category();
    return notes.reason().orElseGet(() -> category.name().toLowerCase(Locale.ROOT));
  }

  // The name of the metric has the mount in it, as in Vault; so their number is bounded here.
  private void recordRoute(Mount mount, Operation operation, Duration took) {
    MountOperation key = new MountOperation(operation, mount.path().text());
    Timer timer = routes.get(key);
    if (timer == null && routes.size() < MOST_ROUTES) {
      timer = routes.computeIfAbsent(key, this::routeTimer);
    }
    if (timer != null) {
      timer.record(took);
    }
  }

  private Timer routeTimer(MountOperation key) {
    String name = "vault_route_" + word(key.operation()) + "_" + underscored(key.mount());
    return metrics.sums(
        MetricFamily.single(
            name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
            "How long such requests of the mount take, in milliseconds."));
  }

  private static String word(Operation operation) {
    return operation == Operation.WRITE ? "update" : operation.name().toLowerCase(Locale.ROOT);
  }

  private static String underscored(String mount) {
    return mount.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }
}
