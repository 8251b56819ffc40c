package io.azimuth.testkit;

import io.azimuth.application.api.Api;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.audit.AuditExecutor;
import io.azimuth.application.cubbyhole.CubbyholeBackend;
import io.azimuth.application.federation.FederationRoutes;
import io.azimuth.application.federation.IssuerOrigin;
import io.azimuth.application.gateway.Gateway;
import io.azimuth.application.gateway.RetryTimer;
import io.azimuth.application.identity.backend.EntityAndGroupRoutes;
import io.azimuth.application.identity.backend.IdentityBackend;
import io.azimuth.application.identity.backend.IdentityRoutes;
import io.azimuth.application.kv.KvEngineFactory;
import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.InstalledPlugins;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.host.Host;
import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.log.LogLevels;
import io.azimuth.application.port.log.LogMonitors;
import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.reload.Reload;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.PgpEncryption;
import io.azimuth.application.port.seal.SeenStore;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.Spool;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.seal.InitRequest;
import io.azimuth.application.seal.Initialization;
import io.azimuth.application.seal.share.SealExecutor;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.snapshot.SnapshotOrigin;
import io.azimuth.application.sweep.BackgroundExecutor;
import io.azimuth.application.sweep.TidyJob;
import io.azimuth.application.system.SysBackend;
import io.azimuth.application.system.inspect.SanitizedConfig;
import io.azimuth.application.system.status.ServerInfo;
import io.azimuth.application.tidy.TidyRoutes;
import io.azimuth.application.token.backend.TokenBackend;
import io.azimuth.application.token.backend.TokenCleaning;
import io.azimuth.application.token.issued.MethodTokens;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.testkit.fake.FakeBatchTokens;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeCron;
import io.azimuth.testkit.fake.FakeExpressions;
import io.azimuth.testkit.fake.FakeHost;
import io.azimuth.testkit.fake.FakeLogLevels;
import io.azimuth.testkit.fake.FakeMetrics;
import io.azimuth.testkit.fake.FakeMonitors;
import io.azimuth.testkit.fake.FakePgp;
import io.azimuth.testkit.fake.FakePod;
import io.azimuth.testkit.fake.FakeReload;
import io.azimuth.testkit.fake.FakeSeals;
import io.azimuth.testkit.fake.FakeSeenStore;
import io.azimuth.testkit.fake.FakeSigner;
import io.azimuth.testkit.fake.FakeVerifier;
import io.azimuth.testkit.fake.FakeWeb;
import io.azimuth.testkit.fake.GivenEntries;
import io.azimuth.testkit.fake.HeldSpool;
import io.azimuth.testkit.fake.MutableClock;
import io.azimuth.testkit.fake.RecordingAudit;
import io.azimuth.testkit.fake.SequentialSecrets;
import io.azimuth.testkit.fake.SoleLeadership;
import io.azimuth.testkit.store.FakeBarrier;
import io.azimuth.testkit.store.FakeStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The use cases behind their gateway, on fakes of all ports. Not initialised at first. */
public final class TestServer {

  /** The time of the clock at first. */
  public static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

  /** The settings of a plugin without a block in the configuration file. */
  public static final PluginSettings NO_SETTINGS =
      new PluginSettings(Map.of(), Path.of("").toAbsolutePath());

  // Not where commits complete: attempts and audit devices may block.
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "test-server");
            thread.setDaemon(true);
            return thread;
          });

  private final FakeStore store = new FakeStore();
  private final FakeBarrier barrier = new FakeBarrier(store);
  private final MutableClock clock = new MutableClock(START);
  private final RecordingAudit audit = new RecordingAudit();
  private final FakeCloud cloud = new FakeCloud();
  private final FakeVerifier verifier = new FakeVerifier();
  private final FakeWeb web = new FakeWeb();
  private final FakePod pod = new FakePod();
  private final FakeMetrics metrics = new FakeMetrics();
  private final FakeReload reload = new FakeReload();
  private final FakeSeenStore seenStore = new FakeSeenStore();
  private final AtomicInteger requests = new AtomicInteger();
  private final Wiring wiring;
  private InetAddress client = address("192.0.2.7");
  private Optional<CertificateDigest> certificate = Optional.empty();
  private RetryExecutor retries = THREADS::execute;
  private AuditExecutor auditing = THREADS::execute;
  private Executor fetches = Runnable::run;
  private RetryTimer timer = (pause, task) -> task.run();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private Optional<Gateway> serving = Optional.empty(); // in the place of the usual one

  /** A server with these auth methods beside those that the class path has. */
  public TestServer(AuthMethod... methods) {
    this(FakeSeals.UNSEALING_ITSELF, methods);
  }

  /** A server with this seal. */
  public TestServer(SealSetup setup, AuthMethod... methods) {
    this(setup, NO_SETTINGS, installed(methods), new KvEngineFactory(), methods);
  }

  /** A server with no other auth method than this one. */
  public static TestServer with(AuthMethodFactory method, PluginSettings settings) {
    return new TestServer(
        FakeSeals.UNSEALING_ITSELF, settings, List.of(method), new KvEngineFactory());
  }

  /** A server with no other secrets engine than this one, and no auth method. */
  public static TestServer with(SecretsEngineFactory engine, PluginSettings settings) {
    return new TestServer(FakeSeals.UNSEALING_ITSELF, settings, List.of(), engine);
  }

  private TestServer(
      SealSetup setup,
      PluginSettings settings,
      List<AuthMethodFactory> factories,
      SecretsEngineFactory engine,
      AuthMethod... methods) {
    wiring =
        new Wiring()
            .bind(Store.class, store)
            .bind(Barrier.class, barrier)
            .bind(KeyValueEngine.class, new GivenEntries(store::restore))
            .bind(Spool.class, new HeldSpool())
            .bind(Leadership.class, new SoleLeadership())
            .bind(SnapshotOrigin.class, new SnapshotOrigin("0.1.0", ""))
            .bind(Clock.class, clock)
            .bind(SecretGenerator.class, new SequentialSecrets())
            .bind(Clouds.class, cloud)
            .bind(TokenVerifier.class, verifier)
            .bind(Metrics.class, metrics)
            .bind(MetricsReader.class, metrics)
            .bind(SealSetup.class, setup)
            .bind(SeenStore.class, seenStore)
            .bind(PgpEncryption.class, new FakePgp())
            .bind(TokenSigner.class, new FakeSigner())
            .bind(IssuerOrigin.class, new IssuerOrigin(Optional.empty(), "v0.1.0"))
            .bind(SystemLifetimes.class, SystemLifetimes.STANDARD)
            .bind(
                ServerInfo.class,
                new ServerInfo(
                    "1.20.4",
                    "0.1.0",
                    "2026-11-01T00:00:00Z",
                    "fake",
                    Optional.empty(),
                    Optional.empty()))
            .bind(LogLevels.class, new FakeLogLevels())
            .bind(LogMonitors.class, new FakeMonitors())
            .bind(Host.class, FakeHost::report)
            .bind(Reload.class, reload)
            .bind(SanitizedConfig.class, () -> Value.Obj.EMPTY)
            .bind(InstalledPlugins.class, InstalledPlugins.NONE)
            .bind(RetryExecutor.class, task -> retries.execute(task))
            .bind(SealExecutor.class, Runnable::run)
            .bind(AuditExecutor.class, task -> auditing.execute(task))
            .bind(RetryTimer.class, (pause, task) -> timer.after(pause, task))
            .bind(BatchTokens.class, new FakeBatchTokens())
            .bind(BackgroundExecutor.class, background::add)
            .bind(Api.class, request -> get(Gateway.class).handle(request))
            .bindSet(AuditDeviceFactory.class, List.of(audit));
    List<AuthMethod> all = new ArrayList<>(List.of(methods));
    factories.forEach(factory -> all.add(made(factory, settings)));
    wiring.bind(AuthMethods.class, new AuthMethods(all));
    wiring.bind(SecretsEngines.class, new SecretsEngines(List.of(made(engine, settings))));
    wiring.bind(TokenCleaning.class, wiring.get(TidyJob.class));
    wiring.bindSet(
        IdentityRoutes.class,
        List.of(
            wiring.get(FederationRoutes.class),
            wiring.get(EntityAndGroupRoutes.class),
            wiring.get(TidyRoutes.class)));
    wiring.bindSet(
        CoreBackend.class,
        List.of(
            wiring.get(SysBackend.class),
            wiring.get(TokenBackend.class),
            wiring.get(IdentityBackend.class),
            wiring.get(CubbyholeBackend.class)));
  }

  private static List<AuthMethodFactory> installed(AuthMethod... given) {
    return ServiceLoader.load(AuthMethodFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(it -> Stream.of(given).noneMatch(method -> method.type().equals(it.type())))
        .toList();
  }

  private PluginContext plugin() {
    return new PluginContext(clock, LoggerFactory.getLogger(TestServer.class));
  }

  private AuthMethod made(AuthMethodFactory factory, PluginSettings settings) {
    AuthMethod method =
        factory.create(
            settings,
            new AuthMethodContext(
                plugin(),
                cloud,
                verifier,
                SystemLifetimes.STANDARD,
                task -> fetches.execute(task),
                PluginMountStore.ofAuthMethod(store, factory.type()),
                new SequentialSecrets(),
                new FakeCron(),
                new FakeExpressions(),
                mount -> Optional.empty(),
                metrics,
                name -> Optional.empty(),
                web,
                verifier,
                pod,
                wiring.get(MethodTokens.class).of(factory.type())));
    method.start();
    return method;
  }

  private SecretsEngine made(SecretsEngineFactory factory, PluginSettings settings) {
    SecretsEngine engine =
        factory.create(
            settings,
            new SecretsEngineContext(
                plugin(),
                SystemLifetimes.STANDARD,
                Runnable::run,
                PluginMountStore.ofSecretsEngine(store, factory.type()),
                new SequentialSecrets(),
                metrics,
                web,
                verifier));
    engine.start();
    return engine;
  }

  /** Initialises the store; returns the root token. */
  public String initialize() {
    return wiring.get(Initialization.class).initialize(InitRequest.PLAIN).rootToken().expose();
  }

  /** The one instance of that class. */
  public <T> T get(Class<T> type) {
    return wiring.get(type);
  }

  /** The store, a fake. */
  public FakeStore store() {
    return store;
  }

  /** The clock, which a test moves. */
  public MutableClock clock() {
    return clock;
  }

  /** What was counted and measured, a fake. */
  public FakeMetrics metrics() {
    return metrics;
  }

  /** What is read again at a reload: nothing, a fake. */
  public FakeReload reload() {
    return reload;
  }

  /** What the machine remembers of the store that it opened last, a fake. */
  public FakeSeenStore seenStore() {
    return seenStore;
  }

  /** The audit devices, which keep their records. */
  public RecordingAudit audit() {
    return audit;
  }

  /** The cloud, a fake. */
  public FakeCloud cloud() {
    return cloud;
  }

  /** The other systems that auth methods call, a fake. */
  public FakeWeb web() {
    return web;
  }

  /** The pod in which the server runs, a fake; none at first. */
  public FakePod pod() {
    return pod;
  }

  /** The token verifier, a fake. */
  public FakeVerifier verifier() {
    return verifier;
  }

  /** Sets the address that requests come from. */
  public void comeFrom(String address) {
    client = address(address);
  }

  /** Sets the certificate that the connections of requests show. */
  public void show(Optional<CertificateDigest> shown) {
    certificate = shown;
  }

  /** Sets the executor for requests that run again. */
  public void retryOn(RetryExecutor executor) {
    retries = executor;
  }

  /** Records of answers to writes are written there from now on. */
  public void auditOn(AuditExecutor executor) {
    auditing = executor;
  }

  /** Requests pause there between two attempts from now on. */
  public void pauseOn(RetryTimer pauses) {
    timer = pauses;
  }

  /** The auth method asks Azure there from now on. */
  public void fetchOn(Executor executor) {
    fetches = executor;
  }

  /**
   * Sends the requests of these steps to another server on the same store, which does not know what
   * requests this one works on.
   */
  public void elsewhere(Runnable steps) {
    serving = Optional.of(wiring.another(Gateway.class));
    steps.run();
    serving = Optional.empty();
  }

  /** Runs the work that was left to the background. */
  public void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  /** Enables an audit device that keeps its records, and drops the records so far. */
  public void enableAudit(String token) {
    done(write(token, "sys/audit/memory", Map.of("type", "memory")));
    audit.clear();
  }

  /** A request of that form; an empty token means none. */
  public ApiRequest request(Operation operation, String token, String path, RequestBody body) {
    return request("request-" + requests.incrementAndGet(), operation, token, path, body, client)
        .over(certificate);
  }

  /** A request of that form to no server in particular. */
  public static ApiRequest anyRequest(
      Operation operation, String token, String path, RequestBody body) {
    return request("id", operation, token, path, body, InetAddress.getLoopbackAddress());
  }

  private static ApiRequest request(
      String id,
      Operation operation,
      String token,
      String path,
      RequestBody body,
      InetAddress client) {
    return new ApiRequest(
        id,
        operation,
        path,
        token.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(token)),
        new ClientAddress(client, 4_711),
        Value.Obj.EMPTY,
        body,
        ApiRequest.Directives.NONE);
  }

  /** The same request, whose answer is wanted in another way. */
  public static ApiRequest asking(ApiRequest plain, ApiRequest.Directives directives) {
    return new ApiRequest(
        plain.id(),
        plain.operation(),
        plain.path(),
        plain.token(),
        plain.client(),
        plain.query(),
        plain.body(),
        directives,
        plain.headers(),
        plain.certificate());
  }

  /** Sends the request without waiting for the answer. */
  public CompletionStage<ApiResponse> send(ApiRequest request) {
    return serving.orElseGet(() -> get(Gateway.class)).handle(request);
  }

  /** Sends the request and returns the answer. */
  public Answer answer(ApiRequest request) {
    return send(request).toCompletableFuture().join().answer();
  }

  /** Writes this body and returns the answer. */
  public Answer write(String token, String path, Map<String, ?> body) {
    Value.Obj object = Values.of(body);
    return answer(request(Operation.WRITE, token, path, maxBytes -> object));
  }

  /** Reads and returns the answer. */
  public Answer read(String token, String path) {
    return answer(request(Operation.READ, token, path, RequestBody.NONE));
  }

  /** Patches with this body and returns the answer. */
  public Answer patch(String token, String path, Map<String, ?> body) {
    Value.Obj object = Values.of(body);
    return answer(request(Operation.PATCH, token, path, maxBytes -> object));
  }

  /** Reads with these parameters and returns the answer. */
  public Answer read(String token, String path, Map<String, ?> query) {
    return answer(request(Operation.READ, token, path, RequestBody.NONE), query);
  }

  /** Lists with parameters in the query and returns the answer. */
  public Answer list(String token, String path, Map<String, ?> query) {
    return answer(request(Operation.LIST, token, path + "/", RequestBody.NONE), query);
  }

  private Answer answer(ApiRequest plain, Map<String, ?> query) {
    return answer(
        new ApiRequest(
            plain.id(),
            plain.operation(),
            plain.path(),
            plain.token(),
            plain.client(),
            Values.of(query),
            plain.body(),
            plain.directives(),
            plain.headers(),
            plain.certificate()));
  }

  /** Lists and returns the answer. */
  public Answer list(String token, String path) {
    return answer(request(Operation.LIST, token, path + "/", RequestBody.NONE));
  }

  /** Lists everything below, with parameters in the query, and returns the answer. */
  public Answer scan(String token, String path, Map<String, ?> query) {
    return answer(request(Operation.SCAN, token, path + "/", RequestBody.NONE), query);
  }

  /** Deletes and returns the answer. */
  public Answer delete(String token, String path) {
    return answer(request(Operation.DELETE, token, path, RequestBody.NONE));
  }

  /** The refusal in the answer; fails the test when it is another answer. */
  public static Refusal refusal(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return refused.refusal();
    }
    throw new AssertionError("not refused but " + answer);
  }

  /** The envelope in the answer; fails the test when it is another answer. */
  public static Answer.Envelope envelope(Answer answer) {
    if (answer instanceof Answer.Envelope envelope) {
      return envelope;
    }
    throw new AssertionError("no envelope but " + answer);
  }

  /** The data in the answer's envelope. */
  public static Map<String, Value> data(Answer answer) {
    return envelope(answer).data().orElseThrow().members();
  }

  /** The client token in the answer's envelope. */
  public static String clientToken(Answer answer) {
    return envelope(answer).auth().orElseThrow().clientToken().expose();
  }

  /** Fails the test unless the answer is empty. */
  public static void done(Answer answer) {
    if (!(answer instanceof Answer.Empty)) {
      throw new AssertionError("not done but " + answer);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
