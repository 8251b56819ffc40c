package io.azimuth.approle;

import io.azimuth.domain.approle.AppRoleAdviceCode;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.storage.MountHashes;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Creates the auth method {@code approle}. */
public final class AppRoleAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public AppRoleAuthMethodFactory() {}

  @Override
  public String type() {
    return AppRoleAuthMethod.TYPE;
  }

  @Override
  public List<AdviceName> advice() {
    return List.of(AppRoleAdviceCode.values());
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    SecretGenerator secrets = context.secrets();
    SystemLifetimes system = context.lifetimes();
    MountHashes hashes = new MountHashes("hash", secrets::bytes);
    AppRoleStore roles = new AppRoleStore(hashes, secrets);
    Clock clock = context.plugin().clock();
    LoginAnswers answers =
        new LoginAnswers(clock, LoggerFactory.getLogger(AppRoleLoginRoutes.class));
    AppRoleRoutes whole = new AppRoleRoutes(roles, system);
    AppRoleLookup lookup = new AppRoleLookup(roles, hashes);
    return new AppRoleAuthMethod(
        roles,
        Stream.of(
                whole.routes(),
                new RolePartRoutes(roles, whole).routes(),
                new SecretIdRoutes(roles, hashes, secrets, system).routes(),
                new AppRoleLoginRoutes(lookup, answers, system).routes())
            .flatMap(List::stream)
            .toList(),
        lookup.loginRoles(),
        new SecretIdSweep(context.store()),
        answers,
        clock);
  }
}
