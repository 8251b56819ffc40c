/** Removes records after revocation and expiry. Correctness does not depend on its speed. */
package io.azimuth.application.sweep;
