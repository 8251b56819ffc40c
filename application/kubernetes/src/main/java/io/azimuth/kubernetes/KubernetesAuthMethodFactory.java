package io.azimuth.kubernetes;

import io.azimuth.domain.kubernetes.KubernetesAdviceCode;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.kubernetes.config.KubernetesConfigRoutes;
import io.azimuth.kubernetes.config.KubernetesConfigStore;
import io.azimuth.kubernetes.login.ApiServer;
import io.azimuth.kubernetes.login.KubernetesLogin;
import io.azimuth.kubernetes.login.KubernetesLoginRoutes;
import io.azimuth.kubernetes.role.KubernetesRoleRoutes;
import io.azimuth.kubernetes.role.KubernetesRoleStore;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.login.LoginAnswers;
import java.util.List;
import org.slf4j.LoggerFactory;

public final class KubernetesAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public KubernetesAuthMethodFactory() {}

  @Override
  public String type() {
    return KubernetesAuthMethod.TYPE;
  }

  @Override
  public List<AdviceName> advice() {
    return List.of(KubernetesAdviceCode.values());
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    KubernetesConfigStore configs = new KubernetesConfigStore();
    KubernetesRoleStore roles = new KubernetesRoleStore();
    KubernetesLogin login =
        new KubernetesLogin(
            configs, roles, context.signatures(), new ApiServer(context.web()), context.pod());
    LoginAnswers answers =
        new LoginAnswers(context.plugin().clock(), LoggerFactory.getLogger(KubernetesLogin.class));
    return new KubernetesAuthMethod(
        new KubernetesConfigRoutes(configs),
        new KubernetesRoleRoutes(roles, context.lifetimes()),
        new KubernetesLoginRoutes(login, answers, context.lifetimes()),
        roles,
        answers);
  }
}
