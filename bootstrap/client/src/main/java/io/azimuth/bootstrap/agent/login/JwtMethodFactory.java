package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.agent.config.LoginMethodFactory;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.nio.file.Path;

/** Makes {@code method "jwt"}. */
public final class JwtMethodFactory implements LoginMethodFactory {

  @Override
  public String type() {
    return "jwt";
  }

  @Override
  public LoginMethod read(BlockReader config, String mountPath, Path directory) {
    String role = RequiredKeys.text(config, "role", "the role to log in with");
    String file = RequiredKeys.text(config, "path", "the file with the JWT");
    boolean removes = config.flag("remove_jwt_after_reading", true);
    return new JwtFileLogin(mountPath, role, directory.resolve(file), removes);
  }
}
