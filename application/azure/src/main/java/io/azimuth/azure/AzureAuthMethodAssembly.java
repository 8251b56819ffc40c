package io.azimuth.azure;

import io.azimuth.azure.config.AzureConfigRoutes;
import io.azimuth.azure.config.AzureEnvironmentVariables;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.ConfigVersions;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.EffectiveSettings;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.config.ServerIdentityRules;
import io.azimuth.azure.directory.Bulkhead;
import io.azimuth.azure.directory.CallHistory;
import io.azimuth.azure.directory.GatheredReads;
import io.azimuth.azure.directory.ObservedClouds;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.grace.ProofRemoval;
import io.azimuth.azure.line.LineMetrics;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.login.Login;
import io.azimuth.azure.login.LoginRoutes;
import io.azimuth.azure.login.facts.GraceProofs;
import io.azimuth.azure.login.facts.InstanceLookup;
import io.azimuth.azure.login.facts.LoginGroupLookup;
import io.azimuth.azure.login.facts.LoginResourceLookup;
import io.azimuth.azure.login.facts.OutageGrace;
import io.azimuth.azure.login.facts.RenewalLookup;
import io.azimuth.azure.login.facts.ResourceReads;
import io.azimuth.azure.login.verify.GuestAttestationVerification;
import io.azimuth.azure.login.verify.KeyPrefetch;
import io.azimuth.azure.login.verify.LoginTokenVerification;
import io.azimuth.azure.login.verify.MachineAttestation;
import io.azimuth.azure.login.verify.NonceRoutes;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.metrics.KeyAges;
import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.metrics.MachineListMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.renewal.AzureRenewal;
import io.azimuth.azure.replay.AttestedNonces;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.azure.rights.RightsOfMount;
import io.azimuth.azure.rights.RightsProbe;
import io.azimuth.azure.role.ResourceDirectoryWarmUp;
import io.azimuth.azure.role.RoleExpressions;
import io.azimuth.azure.role.RoleRoutes;
import io.azimuth.azure.role.RoleStore;
import io.azimuth.azure.rotation.LeftoverCredentialReport;
import io.azimuth.azure.rotation.RotateRootRoutes;
import io.azimuth.azure.rotation.RotationCancellation;
import io.azimuth.azure.rotation.RotationCounter;
import io.azimuth.azure.rotation.RotationJournal;
import io.azimuth.azure.rotation.RotationRunner;
import io.azimuth.azure.rotation.RotationStateMachine;
import io.azimuth.azure.rotation.schedule.RotationConfigChange;
import io.azimuth.azure.rotation.schedule.RotationGauges;
import io.azimuth.azure.rotation.schedule.RotationScheduler;
import io.azimuth.azure.rotation.schedule.Timetables;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.status.AzureProbe;
import io.azimuth.azure.status.ConfigStatus;
import io.azimuth.azure.status.ConfigStatusRoutes;
import io.azimuth.azure.status.CredentialExpiry;
import io.azimuth.azure.status.CredentialExpiryMonitor;
import io.azimuth.azure.status.KeySetHealth;
import io.azimuth.azure.status.SecretExpiryLookup;
import io.azimuth.azure.watch.ResourceWatcher;
import io.azimuth.azure.watch.WatchDirectory;
import io.azimuth.azure.watch.WatchMetrics;
import io.azimuth.azure.watch.WatchServices;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Creates and connects the parts of the auth method, for one backend. */
final class AzureAuthMethodAssembly {

  private static final int MAX_RESOURCES = 10_000;
  private static final int MAX_NAMED = 2_000;
  private static final int MAX_PRINCIPALS = 1_000; // each with thousands of groups at worst

  // Of the threads that fetch; the rest is reserved for key sets, without which no login works.
  private static final int RESOURCE_LANES = 20;
  private static final int NAMED_LANES = 4;
  private static final int GROUP_LANES = 4;
  private static final int ROTATION_LANES = 16;
  private static final int PROBE_LANES = 4;

  private final AuthMethodContext context;
  private final Clock clock;
  private final ServerCredentials credentials;
  private final EffectiveSettings effective;
  private final ConfigStore configs;
  private final RoleExpressions expressions;
  private final RoleStore roles;
  private final CallHistory memory;
  private final Outages outages;
  private final KeyAges keyAges;
  private final LookupMetrics resourceLookups;
  private final Clouds clouds;
  private final DirectoryAccessFactory accesses;
  private final RotationJournal journal;
  private final Executor rotationLanes;
  private final Executor probeLanes;
  private final RotationCounter rotationCounter;
  private final RotationRunner rotations;
  private final Timetables timetables;
  private final CredentialExpiry ends;
  private final ResourceDirectoryWarmUp directoryWarmUp;
  private final LoginLines lines;
  private final ResourceReads resources;
  private final UsedTokens usedTokens;
  private final MachineProofs machineProofs;
  private final ProofRemoval proofRemoval;
  private final AttestedNonces nonces;
  private final Login login;
  private final LoginAnswers answers;

  AzureAuthMethodAssembly(AuthMethodContext context) {
    this.context = context;
    this.clock = context.plugin().clock();
    AzureEnvironmentVariables surroundings = AzureEnvironmentVariables.of(context.environment());
    this.credentials = new ServerCredentials(surroundings);
    this.effective = new EffectiveSettings(surroundings);
    this.configs = new ConfigStore(effective);
    this.expressions = new RoleExpressions(context.expressions());
    this.roles = new RoleStore(expressions);
    this.memory = new CallHistory(clock);
    this.outages = new Outages(clock);
    this.keyAges = newKeyAges();
    this.clouds = new ObservedClouds(context.clouds(), memory, outages, newCallMetrics(), keyAges);
    this.resourceLookups = lookups(LookupMetrics.Kind.RESOURCE);
    this.accesses = new DirectoryAccessFactory(credentials, defaultCallLog(context));
    this.journal = new RotationJournal(context.store());
    this.rotationLanes = new Bulkhead(context.background(), ROTATION_LANES);
    this.probeLanes = new Bulkhead(context.background(), PROBE_LANES);
    this.rotationCounter = new RotationCounter(context.metrics(), context.store());
    this.rotations = newRotations();
    this.timetables = new Timetables(context.schedules());
    this.ends = new CredentialExpiry(accesses, memory);
    this.directoryWarmUp =
        new ResourceDirectoryWarmUp(configs, roles, clouds, context.background());
    this.lines =
        new LoginLines(
            clock, AzureAuthMethodAssembly::wake, LineMetrics.registered(context.metrics()));
    this.resources = newResources();
    this.usedTokens = new UsedTokens(context.secrets());
    this.machineProofs = new MachineProofs(context.secrets());
    this.proofRemoval = new ProofRemoval(context.store(), machineProofs, clock);
    this.nonces = new AttestedNonces(context.secrets());
    this.login = newLogin();
    this.answers = new LoginAnswers(clock, LoggerFactory.getLogger(LoginRoutes.class));
  }

  List<Route> routes() {
    return Stream.of(
            config().routes(),
            roles().routes(),
            new LoginRoutes(login, answers, context.lifetimes()).routes(),
            new NonceRoutes(configs, nonces).routes(),
            new RotateRootRoutes(rotations).routes(),
            status().routes())
        .flatMap(List::stream)
        .toList();
  }

  private AzureConfigRoutes config() {
    return new AzureConfigRoutes(
        configs,
        new ConfigVersions(context.secrets()),
        clouds,
        new ServerIdentityRules(credentials),
        new RotationConfigChange(new RotationCancellation(journal), timetables),
        machineProofs);
  }

  private RoleRoutes roles() {
    return new RoleRoutes(
        roles, configs, context.lifetimes(), directoryWarmUp, usedTokens, expressions);
  }

  LoginAnswers answers() {
    return answers;
  }

  AzureRenewal renewal() {
    return new AzureRenewal(roles, configs, new RenewalLookup(resources), proofRemoval);
  }

  MountPreparation preparation() {
    return new MountPreparation(
        configs, new KeyPrefetch(clouds, context.verifier()), directoryWarmUp);
  }

  private ConfigStatusRoutes status() {
    KeySetHealth trust = new KeySetHealth(clouds, context.verifier());
    return new ConfigStatusRoutes(
        configs,
        new ConfigStatus(
            effective, credentials, ends, context.subjects(), journal, timetables, memory),
        trust,
        memory,
        outages,
        lines,
        new RightsOfMount(roles),
        new RightsProbe(clouds, accesses, probeLanes, clock),
        new AzureProbe(clouds, trust, accesses, memory, probeLanes, clock));
  }

  /** Call once: registers its measurements. */
  AzureMountTasks mountTasks() {
    CredentialExpiryMonitor expiry =
        new CredentialExpiryMonitor(configs, ends, context.store(), clock);
    context.metrics().add(expiry);
    RotationScheduler clockwork =
        new RotationScheduler(
            timetables,
            configs,
            journal,
            rotations,
            rotationCounter,
            context.store(),
            rotationLanes,
            clock);
    SecretExpiryLookup secretEnds =
        new SecretExpiryLookup(configs, accesses, context.clouds(), memory, probeLanes, clock);
    RotationGauges gauges = new RotationGauges(configs, journal, timetables, clock);
    context.metrics().add(gauges);
    return new AzureMountTasks(
        rotations,
        clockwork,
        secretEnds,
        expiry,
        newWatcher(),
        List.of(UsedTokens.sweep(context.store()), MachineProofs.sweep(context.store())),
        gauges,
        clock);
  }

  LeftoverCredentialReport leftoverReport() {
    return new LeftoverCredentialReport(configs, journal);
  }

  private ResourceWatcher newWatcher() {
    return new ResourceWatcher(
        configs,
        new WatchServices(
            context.issued(),
            new WatchDirectory(clouds, accesses),
            new Bulkhead(context.background(), ResourceWatcher.LANES),
            lines,
            outages,
            proofRemoval,
            context.store(),
            new WatchMetrics(context.metrics()),
            clock));
  }

  private Login newLogin() {
    GraceProofs proofs =
        new GraceProofs(machineProofs, proofRemoval, outages, resourceLookups, clock);
    return new Login(
        configs,
        roles,
        new LoginTokenVerification(clouds, context.verifier(), clock),
        new OutageGrace(new LoginResourceLookup(resources), proofs),
        new InstanceLookup(resources, proofs),
        new LoginGroupLookup(
            clouds,
            cache(MAX_PRINCIPALS, GROUP_LANES, lookups(LookupMetrics.Kind.GROUPS)),
            accesses,
            clock),
        new MachineAttestation(
            clouds,
            nonces,
            new GuestAttestationVerification(clouds, context.verifier(), nonces, keyAges)),
        usedTokens);
  }

  private ResourceReads newResources() {
    return new ResourceReads(
        clouds,
        new ResourceReads.Answers(machines(), cache(MAX_NAMED, NAMED_LANES, resourceLookups)),
        lines,
        accesses,
        clock);
  }

  // By the timer of deadlines; what it runs does not block.
  private static void wake(Duration pause, Runnable task) {
    var unused = Deadline.of(pause).firstEnd(new CompletableFuture<Void>()).thenRun(task);
  }

  private QueryCache<DirectoryAnswer> machines() {
    return QueryCache.ofMachines(
        MAX_RESOURCES,
        new GatheredReads(
            new Bulkhead(context.background(), RESOURCE_LANES),
            clock,
            new MachineListMetrics(context.metrics())),
        clock,
        resourceLookups);
  }

  private <A> QueryCache<A> cache(int capacity, int lanes, LookupMetrics metrics) {
    return new QueryCache<>(capacity, new Bulkhead(context.background(), lanes), clock, metrics);
  }

  private AzureCallMetrics newCallMetrics() {
    return AzureCallMetrics.registered(
        context.metrics(), clock, AzureService.RESOURCE_MANAGER, AzureService.GRAPH);
  }

  private KeyAges newKeyAges() {
    KeyAges ages = new KeyAges(context.verifier(), clock);
    context.metrics().add(ages);
    return ages;
  }

  private LookupMetrics lookups(LookupMetrics.Kind kind) {
    return LookupMetrics.registered(context.metrics(), kind, clock);
  }

  private RotationRunner newRotations() {
    RotationStateMachine machine =
        new RotationStateMachine(
            journal,
            rotationCounter,
            configs,
            context.store(),
            clouds,
            accesses,
            context.secrets(),
            clock);
    return new RotationRunner(journal, machine, rotationLanes);
  }

  // The log level that Vault's environment variable sets; the setting of a mount takes precedence.
  private static DirectoryAccess.CallLog defaultCallLog(AuthMethodContext context) {
    return context.environment().apply("AZURE_SDK_GO_LOGGING").filter("all"::equals).isPresent()
        ? DirectoryAccess.CallLog.HEADERS
        : DirectoryAccess.CallLog.NONE;
  }
}
