package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.spi.AuthMethodContext;
import java.time.Clock;
import java.util.concurrent.Executor;

/** The parts of the auth method, as they are made of one another; for one backend. */
final class AzureParts {

  private static final int MAX_RESOURCES = 10_000;
  private static final int MAX_PRINCIPALS = 1_000; // each with thousands of groups at worst

  // Of the threads that fetch; what is left is for keys, without which nobody logs in.
  private static final int RESOURCE_LANES = 24;
  private static final int GROUP_LANES = 4;
  private static final int ROTATION_LANES = 16;
  private static final int PROBE_LANES = 4;

  private final AuthMethodContext context;
  private final Clock clock;
  private final ServerCredentials credentials;
  private final EffectiveSettings effective;
  private final ConfigStore configs;
  private final RoleStore roles = new RoleStore();
  private final ServiceMemory memory;
  private final Clouds clouds;
  private final AzureAccesses accesses;
  private final RotationJournal journal;
  private final Executor rotationLanes;
  private final Executor probeLanes;
  private final Rotations rotations;
  private final Timetables timetables;
  private final CredentialEnds ends;
  private final DirectoryPreparation preparation;
  private final Login login;

  AzureParts(AuthMethodContext context) {
    this.context = context;
    this.clock = context.plugin().clock();
    Surroundings surroundings = Surroundings.of(context.environment());
    this.credentials = new ServerCredentials(surroundings);
    this.effective = new EffectiveSettings(surroundings);
    this.configs = new ConfigStore(effective);
    this.memory = new ServiceMemory(clock);
    this.clouds = new ObservedClouds(context.clouds(), memory);
    this.accesses = new AzureAccesses(credentials, defaultCallLog(context));
    this.journal = new RotationJournal(context.store());
    this.rotationLanes = new QuestionLanes(context.background(), ROTATION_LANES);
    this.probeLanes = new QuestionLanes(context.background(), PROBE_LANES);
    this.rotations = newRotations();
    this.timetables = new Timetables(context.schedules());
    this.ends = new CredentialEnds(accesses, memory);
    this.preparation = new DirectoryPreparation(configs, roles, clouds, context.background());
    this.login = newLogin();
  }

  ConfigRoutes config() {
    return new ConfigRoutes(
        configs,
        clouds,
        new IdentityRules(credentials),
        new RotationCancelling(journal),
        new RotationChanges(timetables));
  }

  RoleRoutes roles() {
    return new RoleRoutes(roles, configs, context.lifetimes(), preparation);
  }

  LoginRoutes login() {
    return new LoginRoutes(login, new LoginRefusals(clock));
  }

  ExplainRoutes explain() {
    return new ExplainRoutes(login, context.lifetimes());
  }

  RotateRootRoutes rotateRoot() {
    return new RotateRootRoutes(rotations, new RotationReplays());
  }

  AzureRenewal renewal() {
    return new AzureRenewal(roles);
  }

  DirectoryPreparation preparation() {
    return preparation;
  }

  ConfigStatusRoutes status() {
    TrustHealth trust = new TrustHealth(clouds, context.verifier());
    return new ConfigStatusRoutes(
        configs,
        new ConfigStatus(effective, credentials, ends, context.subjects(), journal, timetables),
        trust,
        memory,
        new AzureProbe(clouds, trust, accesses, memory, probeLanes, clock));
  }

  /** Called once: its measurements are looked at from now on. */
  MountUpkeep upkeep() {
    ExpiryWatch expiry = new ExpiryWatch(configs, ends, context.store(), clock);
    context.metrics().add(expiry);
    RotationClockwork clockwork =
        new RotationClockwork(
            timetables, configs, journal, rotations, context.store(), rotationLanes, clock);
    SecretEndLookup secretEnds =
        new SecretEndLookup(configs, accesses, context.clouds(), memory, probeLanes, clock);
    return new MountUpkeep(rotations, clockwork, secretEnds, expiry);
  }

  MountFarewell farewell() {
    return new MountFarewell(configs, journal);
  }

  private Login newLogin() {
    return new Login(
        configs,
        roles,
        new TokenProof(clouds, context.verifier(), clock),
        new LoginDirectory(clouds, cache(MAX_RESOURCES, RESOURCE_LANES), accesses),
        new LoginGroups(clouds, cache(MAX_PRINCIPALS, GROUP_LANES), accesses));
  }

  private <A> AnswerCache<A> cache(int capacity, int lanes) {
    return new AnswerCache<>(capacity, new QuestionLanes(context.background(), lanes), clock);
  }

  private Rotations newRotations() {
    RotationPlans plans = new RotationPlans(configs, clouds, accesses);
    RotationEnds end = new RotationEnds(journal);
    RotationSteps steps =
        new RotationSteps(
            new RotationProving(journal, plans, accesses, configs, clock),
            new RotationCleaning(plans, accesses, end, new ClientSharing(context.store(), configs)),
            new RotationAbandoning(journal, plans, accesses, end),
            context.store(),
            configs,
            clock);
    return new Rotations(
        journal,
        plans,
        new RotationStart(journal, configs, context.secrets(), clock),
        steps,
        rotationLanes,
        clock);
  }

  // What Vault's operators set in the environment; a mount that says something itself wins.
  private static DirectoryAccess.CallLog defaultCallLog(AuthMethodContext context) {
    return context.environment().apply("AZURE_SDK_GO_LOGGING").filter("all"::equals).isPresent()
        ? DirectoryAccess.CallLog.HEADERS
        : DirectoryAccess.CallLog.NONE;
  }
}
