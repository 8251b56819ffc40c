package io.azimuth.spi.cloud;

import java.util.Optional;

/** The clouds that this server knows: the built-in ones and those of the configuration file. */
public interface Clouds {

  /** The cloud of that name, compared with A to Z folded. */
  Optional<Cloud> named(String name);
}
