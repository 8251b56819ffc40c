/** A store in memory, unencrypted, with the semantics of the ports. */
package io.azimuth.testkit.store;
