package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.nio.file.Path;

/** Makes a login method of what its block says. */
public interface LoginMethodFactory {

  /** The type of the method, as {@code method "TYPE"} names it. */
  String type();

  /**
   * Reads the block {@code config} of the method. Problems go to the reader, which then reports
   * unknown keys.
   *
   * @param mountPath where the auth method is mounted, such as {@code auth/azure}
   * @param directory what relative paths are resolved against
   */
  LoginMethod read(BlockReader config, String mountPath, Path directory);
}
