/** A whole server on fakes of its ports, for tests of use cases through the gateway. */
package io.azimuth.testkit;
