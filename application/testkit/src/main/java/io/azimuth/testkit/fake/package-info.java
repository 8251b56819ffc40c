/** Fakes of the ports, for tests without Azure, cryptography or time. */
package io.azimuth.testkit.fake;
