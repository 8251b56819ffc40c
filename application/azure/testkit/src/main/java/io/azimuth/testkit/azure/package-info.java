/** Tests of the roles of azure auth methods. */
package io.azimuth.testkit.azure;
