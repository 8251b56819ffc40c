package io.azimuth.jwt;

import io.azimuth.domain.jwt.JwtAdviceCode;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.jwt.config.JwtConfigRoutes;
import io.azimuth.jwt.config.JwtConfigStore;
import io.azimuth.jwt.login.JwtLogin;
import io.azimuth.jwt.login.JwtLoginRoutes;
import io.azimuth.jwt.role.JwtRoleRoutes;
import io.azimuth.jwt.role.JwtRoleStore;
import io.azimuth.jwt.signin.PendingSignInSweep;
import io.azimuth.jwt.signin.ProviderCalls;
import io.azimuth.jwt.signin.ProviderDirectory;
import io.azimuth.jwt.signin.SignInBeginRoutes;
import io.azimuth.jwt.signin.SignInBudget;
import io.azimuth.jwt.signin.SignInEndRoutes;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.login.LoginAnswers;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

public final class JwtAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public JwtAuthMethodFactory() {}

  @Override
  public String type() {
    return "jwt";
  }

  @Override
  public List<AdviceName> advice() {
    return List.of(JwtAdviceCode.values());
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    return create(type(), context);
  }

  static AuthMethod create(String type, AuthMethodContext context) {
    Clock clock = context.plugin().clock();
    JwtConfigStore configs = new JwtConfigStore();
    JwtRoleStore roles = new JwtRoleStore();
    JwtLogin login = new JwtLogin(configs, roles, context.signatures());
    LoginAnswers answers = new LoginAnswers(clock, LoggerFactory.getLogger(JwtLogin.class));
    PendingSignInSweep sweep = new PendingSignInSweep(context.store());
    ProviderDirectory directory = new ProviderDirectory(context.web(), context.background(), clock);
    ProviderCalls provider = new ProviderCalls(context.web());
    SignInBeginRoutes begin =
        new SignInBeginRoutes(login, directory, provider, new SignInBudget(), context.secrets());
    SignInEndRoutes end = new SignInEndRoutes(login, answers, directory, provider, sweep);
    return new JwtAuthMethod(
        type,
        Stream.of(
                new JwtConfigRoutes(configs, context.web()).routes(),
                new JwtRoleRoutes(roles, context.lifetimes()).routes(),
                new JwtLoginRoutes(login, answers, context.lifetimes()).routes(),
                begin.routes(),
                end.routes())
            .flatMap(List::stream)
            .toList(),
        configs,
        roles,
        answers,
        sweep,
        clock);
  }
}
