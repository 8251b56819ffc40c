package io.azimuth.application.backend.azure;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthMethod;
import io.azimuth.application.route.Consequences;
import io.azimuth.application.route.LoginRoles;
import io.azimuth.application.route.RenewalTerms;
import io.azimuth.application.route.Route;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.role.RoleName;
import io.azimuth.domain.token.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The auth method of type {@code azure}. */
final class AzureBackend implements AuthMethod {

  /** Its type. */
  public static final String TYPE = "azure";

  private final List<Route> routes;
  private final AzureRenewal renewal;
  private final DirectoryPreparation preparation;
  private final MountUpkeep upkeep;
  private final MountFarewell farewell;

  AzureBackend(
      ConfigRoutes config,
      RoleRoutes roles,
      LoginRoutes login,
      ExplainRoutes explain,
      RotateRootRoutes rotateRoot,
      AzureRenewal renewal,
      DirectoryPreparation preparation,
      ConfigStatusRoutes status,
      MountUpkeep upkeep,
      MountFarewell farewell) {
    this.routes =
        Stream.of(
                config.routes(),
                roles.routes(),
                login.routes(),
                explain.routes(),
                rotateRoot.routes(),
                status.routes())
            .flatMap(List::stream)
            .toList();
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
  public RenewalTerms renew(Mount mount, UnitOfWork work, Token token) {
    return renewal.terms(mount, work, token);
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(
        new LoginRoles(
            LoginRoutes.PATH, LoginFields.ROLE, sent -> RoleName.parse(sent).map(RoleName::value)));
  }

  @Override
  public void prepare(Mount mount, UnitOfWork work) {
    preparation.prepareFor(work, mount.uuid());
  }

  @Override
  public void maintain(Mount mount, UnitOfWork work) {
    upkeep.run(mount, work);
  }

  @Override
  public void disabled(Mount mount, UnitOfWork work, Consequences consequences) {
    List<RotationHistory.Leftover> left = farewell.leftovers(work, mount.uuid());
    consequences.onSettled(() -> MountFarewell.tell(mount, left));
  }
}
