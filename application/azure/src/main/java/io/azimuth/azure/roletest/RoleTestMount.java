package io.azimuth.azure.roletest;

import io.azimuth.azure.AzureAuthMethodFactory;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.web.WebClient;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/**
 * The auth method itself, as a server makes it, with a file in place of Azure, of the store and of
 * the signatures of tokens. Requests go to its routes.
 */
final class RoleTestMount {

  // To look for it reads every jar, and each run of a case makes a mount.
  private static final ExpressionLanguage EXPRESSIONS = ExpressionLanguage.installed();

  private static final Duration TIME = Duration.ofSeconds(10);

  private final Mount mount;
  private final RoleTestRecords records;
  private final Set<String> policies;
  private final Clock clock;
  private final List<Route> routes;

  /**
   * The method on these records.
   *
   * @param policies the names of those that exist
   * @param caller the claims of the machine that logs in
   * @param attestation the claims of its attestation, if it sends one
   */
  RoleTestMount(
      Mount mount,
      RoleTestRecords records,
      RoleTestCloud cloud,
      Set<String> policies,
      ClaimSet caller,
      ClaimSet attestation,
      Clock clock) {
    this.mount = mount;
    this.records = records;
    this.policies = Set.copyOf(policies);
    this.clock = clock;
    this.routes = method(cloud, new RoleTestVerifier(caller, attestation, clock), clock).routes();
  }

  private static AuthMethod method(RoleTestCloud cloud, RoleTestVerifier verifier, Clock clock) {
    return new AzureAuthMethodFactory()
        .create(
            new PluginSettings(Map.of(), Path.of("")),
            new AuthMethodContext(
                new PluginContext(clock, LoggerFactory.getLogger(RoleTestMount.class)),
                cloud,
                verifier,
                SystemLifetimes.STANDARD,
                Runnable::run,
                UnusedServices.of(MountStore.class),
                new UnusedServices(),
                UnusedServices.of(CronSchedules.class),
                EXPRESSIONS,
                uuid -> Optional.empty(),
                new NoMetrics(),
                name -> Optional.empty(),
                UnusedServices.of(WebClient.class),
                UnusedServices.of(SignatureVerifier.class),
                UnusedServices.of(PodIdentity.class),
                UnusedServices.of(IssuedTokens.class)));
  }

  /** The answer of a request, and what it granted if it was a login. */
  record Answered(Answer answer, Optional<GrantedToken> granted) {

    Value.Obj data() {
      return answer instanceof Answer.Envelope envelope
          ? envelope.data().orElse(Value.Obj.EMPTY)
          : Value.Obj.EMPTY;
    }
  }

  /** The names of the parameters that a write of that path takes. */
  List<String> parameters(String path) {
    return route(Operation.WRITE, path).fields().stream().map(Field::name).toList();
  }

  /**
   * Writes these parameters.
   *
   * @throws RefusedException as the route does
   */
  Answered write(String path, Value.Obj body, InetAddress from, Optional<CertificateDigest> shown) {
    return run(Operation.WRITE, path, body, from, shown);
  }

  /**
   * Reads.
   *
   * @throws RefusedException as the route does
   */
  Answered read(String path) {
    return run(
        Operation.READ, path, Value.Obj.EMPTY, InetAddress.getLoopbackAddress(), Optional.empty());
  }

  private Answered run(
      Operation operation,
      String path,
      Value.Obj body,
      InetAddress from,
      Optional<CertificateDigest> shown) {
    Route route = route(operation, path);
    ApiRequest request =
        new ApiRequest(
            "role-test",
            operation,
            mount.path().text() + path,
            Optional.empty(),
            new ClientAddress(from, 0),
            Value.Obj.EMPTY,
            RequestBody.NONE,
            ApiRequest.Directives.NONE,
            Map.of(),
            shown);
    Map<String, String> captures = route.pattern().match(path).orElseThrow();
    AtomicReference<GrantedToken> granted = new AtomicReference<>();
    RoleTestCall call =
        new RoleTestCall(
            request,
            mount,
            Fields.of(route.fields(), body, captures),
            records,
            policies,
            clock.instant(),
            Deadline.of(TIME),
            new AuditNotes(),
            granted);
    Answer answer = settled(route.handler().handle(call));
    return new Answered(answer, Optional.ofNullable(granted.get()));
  }

  private static Answer settled(Answer answer) {
    return answer instanceof Answer.Await await ? join(await.pending()) : answer;
  }

  private static Answer join(Awaited<Answer> pending) {
    return settled(pending.join());
  }

  private Route route(Operation operation, String path) {
    return routes.stream()
        .filter(route -> route.operation() == operation)
        .filter(route -> route.pattern().match(path).isPresent())
        .max(Comparator.comparing(route -> route.pattern().exactness()))
        .orElseThrow();
  }
}
