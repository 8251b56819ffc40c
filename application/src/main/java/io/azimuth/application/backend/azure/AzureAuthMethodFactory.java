package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.route.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import java.time.Clock;

/** Makes the auth method {@code azure}. */
public final class AzureAuthMethodFactory implements AuthMethodFactory {

  private static final int MAX_RESOURCES = 10_000;
  private static final int MAX_PRINCIPALS = 1_000; // each with thousands of groups at worst
  private static final int RESOURCE_LANES = 24; // of the 32 threads that fetch
  private static final int GROUP_LANES = 4;

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public AzureAuthMethodFactory() {}

  @Override
  public String type() {
    return AzureBackend.TYPE;
  }

  @Override
  public AuthMethod create(AuthMethodContext context) {
    Surroundings surroundings = Surroundings.of(context.environment());
    ServerCredentials credentials = new ServerCredentials(surroundings);
    ConfigStore configs = new ConfigStore(new EffectiveSettings(surroundings));
    RoleStore roles = new RoleStore();
    TokenProof proof =
        new TokenProof(context.clouds(), context.verifier(), context.plugin().clock());
    AzureAccesses accesses = new AzureAccesses(credentials, defaultCallLog(context));
    RotationJournal journal = new RotationJournal(context.store());
    Rotations rotations = rotations(context, journal, configs, accesses);
    Timetables timetables = new Timetables(context.schedules());
    RotationClockwork clockwork =
        new RotationClockwork(
            timetables,
            configs,
            journal,
            rotations,
            context.store(),
            context.background(),
            context.plugin().clock());
    Login login =
        new Login(configs, roles, proof, directory(context, accesses), groups(context, accesses));
    DirectoryPreparation preparation =
        new DirectoryPreparation(configs, roles, context.clouds(), context.background());
    return new AzureBackend(
        new ConfigRoutes(
            configs,
            context.clouds(),
            new IdentityRules(credentials),
            new RotationCancelling(journal),
            new RotationChanges(timetables)),
        new RoleRoutes(roles, configs, context.lifetimes(), preparation),
        new LoginRoutes(login, new LoginRefusals(context.plugin().clock())),
        new ExplainRoutes(login, context.lifetimes()),
        new RotateRootRoutes(rotations, new RotationReplays()),
        new AzureRenewal(roles),
        preparation,
        rotations,
        clockwork);
  }

  private static LoginDirectory directory(AuthMethodContext context, AzureAccesses accesses) {
    return new LoginDirectory(
        context.clouds(),
        new AnswerCache<>(
            MAX_RESOURCES,
            new QuestionLanes(context.background(), RESOURCE_LANES),
            context.plugin().clock()),
        accesses);
  }

  private static LoginGroups groups(AuthMethodContext context, AzureAccesses accesses) {
    return new LoginGroups(
        context.clouds(),
        new AnswerCache<>(
            MAX_PRINCIPALS,
            new QuestionLanes(context.background(), GROUP_LANES),
            context.plugin().clock()),
        accesses);
  }

  private static Rotations rotations(
      AuthMethodContext context,
      RotationJournal journal,
      ConfigStore configs,
      AzureAccesses accesses) {
    Clock clock = context.plugin().clock();
    RotationPlans plans = new RotationPlans(configs, context.clouds(), accesses);
    RotationEnds ends = new RotationEnds(journal);
    RotationSteps steps =
        new RotationSteps(
            new RotationProving(journal, plans, accesses, configs, clock),
            new RotationCleaning(
                plans, accesses, ends, new ClientSharing(context.store(), configs)),
            new RotationAbandoning(plans, accesses, ends),
            context.store(),
            configs,
            clock);
    return new Rotations(
        journal,
        plans,
        new RotationStart(journal, configs, context.secrets(), clock),
        steps,
        context.background());
  }

  // What Vault's operators set in the environment; a mount that says something itself wins.
  private static DirectoryAccess.CallLog defaultCallLog(AuthMethodContext context) {
    return context.environment().apply("AZURE_SDK_GO_LOGGING").filter("all"::equals).isPresent()
        ? DirectoryAccess.CallLog.HEADERS
        : DirectoryAccess.CallLog.NONE;
  }
}
