package io.azimuth.application.port.store;

import java.util.List;
import java.util.Optional;

/** The texts of ACL policies by name. */
public interface PolicyRecords {

  /** The text of the policy, as it was written. */
  Optional<String> find(String name);

  /** The names of all stored policies, in order. */
  List<String> names();

  /** Stages a policy, new or changed. */
  void put(String name, String text);

  /** Stages the removal of a policy. */
  void remove(String name);
}
