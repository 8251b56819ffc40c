package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.agent.config.LoginMethodFactory;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.nio.file.Path;
import java.util.Optional;

/** Makes {@code method "approle"}. */
public final class ApproleMethodFactory implements LoginMethodFactory {

  @Override
  public String type() {
    return "approle";
  }

  @Override
  public LoginMethod read(BlockReader config, String mountPath, Path directory) {
    String role =
        RequiredKeys.text(config, "role_id_file_path", "the file with the id of the role");
    Optional<Path> secret = config.text("secret_id_file_path").map(directory::resolve);
    boolean removes = config.flag("remove_secret_id_file_after_reading", true);
    Optional<String> wrappedAt = config.text("secret_id_response_wrapping_path");
    if (wrappedAt.isPresent() && secret.isEmpty()) {
      config.error("secret_id_response_wrapping_path", "has no effect without secret_id_file_path");
    }
    return new ApproleFileLogin(mountPath, directory.resolve(role), secret, removes, wrappedAt);
  }
}
