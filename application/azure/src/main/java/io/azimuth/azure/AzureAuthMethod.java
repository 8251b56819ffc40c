package io.azimuth.azure;

import io.azimuth.azure.login.LoginFields;
import io.azimuth.azure.renewal.AzureRenewal;
import io.azimuth.azure.rotation.LeftoverCredentialReport;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

public final class AzureAuthMethod implements AuthMethod {

  public static final String TYPE = "azure";

  private static final Duration RENEWAL = Duration.ofSeconds(10);

  private final List<Route> routes;
  private final LoginAnswers answers;
  private final AzureRenewal renewal;
  private final MountPreparation preparation;
  private final AzureMountTasks upkeep;
  private final LeftoverCredentialReport farewell;

  AzureAuthMethod(
      List<Route> routes,
      LoginAnswers answers,
      AzureRenewal renewal,
      MountPreparation preparation,
      AzureMountTasks upkeep,
      LeftoverCredentialReport farewell) {
    this.routes = List.copyOf(routes);
    this.answers = answers;
    this.renewal = renewal;
    this.preparation = preparation;
    this.upkeep = upkeep;
    this.farewell = farewell;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Logs workloads on Azure in with the token that Entra ID signed for their identity.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction work, Token token) {
    return renew(mount, work, token, Deadline.of(RENEWAL)).join();
  }

  @Override
  public Awaited<RenewalTerms> renew(
      Mount mount, MountTransaction work, Token token, Deadline deadline) {
    return renewal.terms(mount, work, token, deadline);
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(new LoginRoles(LoginAnswers.PATH, LoginFields.ROLE));
  }

  @Override
  public void prepare(Mount mount, MountTransaction work) {
    preparation.run(work);
  }

  @Override
  public void maintain(Mount mount, MountTransaction work) {
    upkeep.run(mount, work);
  }

  @Override
  public void disabled(Mount mount, MountTransaction work, AfterCommit consequences) {
    List<RotationHistory.Leftover> left = farewell.leftovers(work);
    consequences.onSettled(
        () -> {
          LeftoverCredentialReport.report(mount, left);
          upkeep.forget(mount);
        });
    consequences.onSettled(() -> answers.forget(mount.uuid()));
  }
}
