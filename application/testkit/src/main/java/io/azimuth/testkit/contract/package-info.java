/** The contract suites: subclass one to test a plugin or an adapter. */
package io.azimuth.testkit.contract;
