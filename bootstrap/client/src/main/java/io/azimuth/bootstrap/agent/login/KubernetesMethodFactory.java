package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.agent.config.LoginMethodFactory;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.nio.file.Path;

/** Makes {@code method "kubernetes"}: the pod's service-account token, read at each login. */
public final class KubernetesMethodFactory implements LoginMethodFactory {

  private static final String MOUNTED = "/var/run/secrets/kubernetes.io/serviceaccount/token";

  @Override
  public String type() {
    return "kubernetes";
  }

  @Override
  public LoginMethod read(BlockReader config, String mountPath, Path directory) {
    String role = RequiredKeys.text(config, "role", "the role to log in with");
    String file = config.text("token_path").orElse(MOUNTED);
    return new JwtFileLogin(mountPath, role, directory.resolve(file), false);
  }
}
